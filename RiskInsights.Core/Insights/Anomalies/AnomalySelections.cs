using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What is asked of transactions that an analyst selected: their figures, their rows, why they stand out.</summary>
public sealed class AnomalySelections(WarehouseDatabase warehouse)
{
    /// <summary>Keys in one query: engines limit the number of parameters.</summary>
    private const int KeysAtOnce = 500;

    private const string FiguresSql = """
        SELECT s.transaction_id, s.score, t.date_key, t.second_of_day, t.amount_cents, t.client_key
        FROM ml_anomaly_scores s
        JOIN fact_transactions t ON t.client_key = s.client_key AND t.date_key = s.date_key AND t.transaction_id = s.transaction_id
        WHERE s.version = @version AND s.transaction_id IN @ids
        """;

    private const string RowsSql = $"""
        SELECT s.transaction_id, a.account_id, c.client_id, t.date_key, t.second_of_day, t.amount_cents, t.type, t.channel, t.counterparty_country AS country,
               s.score, s.times_usual, s.main_reason, s.attributions, v.verdict, v.note, v.decided_by, v.decided_at
        FROM ml_anomaly_scores s
        JOIN fact_transactions t ON t.client_key = s.client_key AND t.date_key = s.date_key AND t.transaction_id = s.transaction_id
        JOIN dim_clients c ON c.client_key = t.client_key
        JOIN dim_accounts a ON a.account_key = t.account_key
        LEFT JOIN ({AnomalyScope.NewestVerdicts}) v ON v.client_key = s.client_key AND v.transaction_id = s.transaction_id
        WHERE s.version = @version AND s.transaction_id IN @ids
        """;

    private const string AttributionsSql = """
        SELECT attributions FROM ml_anomaly_scores
        WHERE version = @version AND transaction_id IN @ids AND attributions IS NOT NULL
        """;

    private const string EvaluationSql = """
        SELECT evaluation FROM ml_model_versions WHERE model_name = @modelName AND version = @version
        """;

    /// <summary>The figures of the transactions; ids that were not scored are left out.</summary>
    public async Task<AnomalySummary> SummaryAsync(int version, IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        var rows = await InPartsAsync<Figures>(FiguresSql, version, ids, cancellation);
        var scores = rows.Select(r => r.Score).Order().ToList();
        return new AnomalySummary(
            rows.Count, rows.Sum(r => Math.Abs(r.AmountCents)), rows.Select(r => r.ClientKey).Distinct().Count(), MedianOf(scores));
    }

    /// <summary>A page of the transactions.</summary>
    public async Task<IReadOnlyList<AnomalyRow>> RowsAsync(
        int version, IReadOnlyCollection<long> ids, AnomalyPage page, CancellationToken cancellation = default)
    {
        var figures = await InPartsAsync<Figures>(FiguresSql, version, ids, cancellation);
        Comparison<Figures> byKey = page.Sort switch
        {
            AnomalySort.Booked => (a, b) => (a.DateKey, a.SecondOfDay).CompareTo((b.DateKey, b.SecondOfDay)),
            AnomalySort.Amount => (a, b) => Math.Abs(a.AmountCents).CompareTo(Math.Abs(b.AmountCents)),
            _ => (a, b) => a.Score.CompareTo(b.Score),
        };
        figures.Sort((a, b) => (page.Ascending ? byKey(a, b) : byKey(b, a)) is var order && order != 0 ? order : a.TransactionId.CompareTo(b.TransactionId));
        var wanted = figures.Skip(page.Offset).Take(page.Limit).Select(f => f.TransactionId).ToList();
        var rows = (await InPartsAsync<AnomalyRow>(RowsSql, version, wanted, cancellation)).ToDictionary(r => r.TransactionId);
        return [.. wanted.Select(id => rows[id])];
    }

    /// <summary>
    /// What makes the transactions stand out, the largest share first, beside what is usual. Empty where none of them is
    /// explained: only the highest scores are (<see cref="AnomalyDetection.ExplainedShare"/>).
    /// </summary>
    public async Task<IReadOnlyList<AnomalyFactor>> WhyAsync(int version, IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        var rows = await InPartsAsync<string>(AttributionsSql, version, ids, cancellation);
        var evaluation = await warehouse.RowOrNullAsync<string>(EvaluationSql, new { modelName = AnomalyDetection.ModelName, version }, cancellation);
        return AnomalyFactor.Of([.. rows.Select(AnomalyAttribution.Parse)], AnomalyNorms.Parse(evaluation));
    }

    internal static double? MedianOf(IReadOnlyList<double> sorted) => sorted.Count == 0
        ? null
        : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private async Task<List<TRow>> InPartsAsync<TRow>(string sql, int version, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var rows = new List<TRow>();
        foreach (var part in ids.Distinct().Chunk(KeysAtOnce))
            rows.AddRange(await warehouse.RowsAsync<TRow>(sql, new { version, ids = part }, cancellation));
        return rows;
    }

    private sealed record Figures
    {
        public long TransactionId { get; init; }

        public double Score { get; init; }

        public int DateKey { get; init; }

        public int SecondOfDay { get; init; }

        public long AmountCents { get; init; }

        public int ClientKey { get; init; }
    }
}
