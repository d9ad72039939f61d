using System.Text.Json;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What the anomaly page asks: the points, the queue, why some stand out.</summary>
public sealed class AnomalyRepository(WarehouseDatabase warehouse, ModelVersions versions)
{
    /// <summary>The share of transactions that is listed unless an analyst chooses another.</summary>
    public const double UsualContamination = 0.005;

    private const string NewestVerdicts = """
        SELECT transaction_id, verdict, note, decided_by, decided_at
        FROM ml_verdicts
        WHERE verdict_id IN (SELECT MAX(verdict_id) FROM ml_verdicts GROUP BY transaction_id)
        """;

    private const string Scope = $"""
        FROM ml_anomaly_scores s
        JOIN fact_transactions t ON t.transaction_id = s.transaction_id
        JOIN dim_clients c ON c.client_key = t.client_key
        JOIN dim_accounts a ON a.account_key = t.account_key
        LEFT JOIN ({NewestVerdicts}) v ON v.transaction_id = s.transaction_id
        WHERE s.version = @version AND s.date_key >= @fromKey AND s.date_key <= @toKey AND s.score >= @atLeast
          AND (@anySegment = 1 OR c.segment IN @segments)
          AND (@anyCountry = 1 OR t.counterparty_country IN @countries)
          AND (@anyChannel = 1 OR t.channel IN @channels)
          AND (@anyType = 1 OR t.type IN @types)
          AND (@verdicts = 0
               OR (@verdicts = 1 AND v.verdict IS NULL)
               OR (@verdicts = 2 AND v.verdict IN ('fraud', 'error', 'unsure'))
               OR (@verdicts = 3 AND v.verdict = 'legitimate'))
        """;

    private const string Columns = """
        s.transaction_id, a.account_id, c.client_id, t.booked_at, t.amount_cents, t.type, t.channel, t.counterparty_country AS country,
        s.score, s.times_usual, s.main_reason, v.verdict, v.note, v.decided_by, v.decided_at
        """;

    private const string PointsSql = $"""
        SELECT s.transaction_id, s.times_usual, s.score, v.verdict {Scope}
        """;

    private const string CountSql = $"""
        SELECT COUNT(*) {Scope}
        """;

    private const string SelectedSql = $"""
        SELECT {Columns}
        FROM ml_anomaly_scores s
        JOIN fact_transactions t ON t.transaction_id = s.transaction_id
        JOIN dim_clients c ON c.client_key = t.client_key
        JOIN dim_accounts a ON a.account_key = t.account_key
        LEFT JOIN ({NewestVerdicts}) v ON v.transaction_id = s.transaction_id
        WHERE s.version = @version AND s.transaction_id IN @ids
        ORDER BY s.score DESC, s.transaction_id
        """;

    private const string AttributionsSql = """
        SELECT attributions FROM ml_anomaly_scores
        WHERE version = @version AND transaction_id IN @ids AND attributions IS NOT NULL
        """;

    private const string ScoreAtSql = """
        SELECT score FROM ml_anomaly_scores WHERE version = @version ORDER BY score DESC LIMIT 1 OFFSET @place
        """;

    private const string ScoredSql = """
        SELECT COUNT(*) FROM ml_anomaly_scores WHERE version = @version
        """;

    private const string OpenSql = """
        SELECT COUNT(*) FROM ml_anomaly_scores s
        WHERE s.version = @version AND s.score >= @atLeast
          AND NOT EXISTS (SELECT 1 FROM ml_verdicts v WHERE v.transaction_id = s.transaction_id)
        """;

    private static readonly IReadOnlyDictionary<AnomalySort, string> Orders = new Dictionary<AnomalySort, string>
    {
        [AnomalySort.Score] = "s.score DESC, s.transaction_id",
        [AnomalySort.Booked] = "t.booked_at DESC, s.transaction_id",
        [AnomalySort.Amount] = "ABS(t.amount_cents) DESC, s.transaction_id",
    };

    /// <summary>The version whose scores are shown; null before the first detection.</summary>
    public Task<ModelVersion?> ChampionAsync(CancellationToken cancellation = default) =>
        versions.ChampionAsync(AnomalyDetection.ModelName, cancellation);

    /// <summary>Number of scored transactions.</summary>
    public Task<int> ScoredAsync(int version, CancellationToken cancellation = default) =>
        warehouse.RowAsync<int>(ScoredSql, new { version }, cancellation);

    /// <summary>The lowest score of the <paramref name="contamination"/> share of transactions with the highest ones.</summary>
    /// <param name="contamination">Above 0, at most 0.5.</param>
    public async Task<double> ScoreAtAsync(int version, double contamination, CancellationToken cancellation = default)
    {
        var scored = await ScoredAsync(version, cancellation);
        var place = Math.Max(0, (int)Math.Round(scored * contamination) - 1);
        return await warehouse.RowOrNullAsync<double?>(ScoreAtSql, new { version, place }, cancellation) ?? 1;
    }

    /// <summary>Transactions above the usual line that nobody judged yet; null before the first detection.</summary>
    public async Task<int?> OpenAsync(CancellationToken cancellation = default)
    {
        if (await ChampionAsync(cancellation) is not { Version: var version })
            return null;
        var atLeast = await ScoreAtAsync(version, UsualContamination, cancellation);
        return await warehouse.RowAsync<int>(OpenSql, new { version, atLeast }, cancellation);
    }

    public async Task<AnomalyPoints> PointsAsync(int version, AnomalyFilter filter, CancellationToken cancellation = default)
    {
        var points = new AnomalyPoints();
        await warehouse.ForEachRecordAsync(
            PointsSql,
            Parameters(version, filter, 0),
            row => points.Add(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2), row.IsDBNull(3) ? null : row.GetString(3)),
            cancellation);
        return points;
    }

    public Task<int> CountAsync(int version, AnomalyFilter filter, double atLeast, CancellationToken cancellation = default) =>
        warehouse.RowAsync<int>(CountSql, Parameters(version, filter, atLeast), cancellation);

    /// <summary>The transactions with at least a score, in order.</summary>
    public Task<IReadOnlyList<AnomalyRow>> QueueAsync(
        int version, AnomalyFilter filter, double atLeast, AnomalySort sort, int offset, int limit, CancellationToken cancellation = default)
    {
        var sql = $"SELECT {Columns} {Scope} ORDER BY {Orders[sort]} LIMIT @limit OFFSET @offset";
        return warehouse.RowsAsync<AnomalyRow>(sql, Parameters(version, filter, atLeast, offset, limit), cancellation);
    }

    /// <summary>The query behind <see cref="QueueAsync"/> without paging, for a CSV of exactly what is filtered.</summary>
    public (string Sql, object Parameters) QueueQuery(int version, AnomalyFilter filter, double atLeast) =>
        ($"SELECT {Columns} {Scope} ORDER BY {Orders[AnomalySort.Score]}", Parameters(version, filter, atLeast));

    /// <summary>These transactions, highest score first. At most 500 are asked for at a time.</summary>
    public Task<IReadOnlyList<AnomalyRow>> SelectedAsync(int version, IReadOnlyCollection<long> ids, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<AnomalyRow>(SelectedSql, new { version, ids = ids.Take(500).ToArray() }, cancellation);

    /// <summary>
    /// What makes these transactions stand out: each feature's share of what lifts their scores, 0 to 1, largest first. Empty
    /// where none of them is explained.
    /// </summary>
    public async Task<IReadOnlyList<(string Feature, double Share)>> WhyAsync(int version, IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        var rows = await warehouse.RowsAsync<string>(AttributionsSql, new { version, ids = ids.Take(500).ToArray() }, cancellation);
        var sums = new double[AnomalyFeatures.Columns.Length];
        foreach (var parts in rows.Select(json => JsonSerializer.Deserialize<double[]>(json)!))
        {
            for (var i = 0; i < sums.Length; i++)
                sums[i] += Math.Max(0, parts[i]);
        }

        var total = sums.Sum();
        return total == 0 ? [] : [.. sums.Select((s, i) => (AnomalyFeatures.Columns[i].Name, s / total)).OrderByDescending(f => f.Item2)];
    }

    private static object Parameters(int version, AnomalyFilter filter, double atLeast, int offset = 0, int limit = 0) => new
    {
        version,
        atLeast,
        offset,
        limit,
        fromKey = TimeDimension.KeyOf(filter.From),
        toKey = TimeDimension.KeyOf(filter.To),
        segments = filter.Segments,
        anySegment = filter.Segments.Count == 0 ? 1 : 0,
        countries = filter.Countries,
        anyCountry = filter.Countries.Count == 0 ? 1 : 0,
        channels = filter.Channels,
        anyChannel = filter.Channels.Count == 0 ? 1 : 0,
        types = filter.Types,
        anyType = filter.Types.Count == 0 ? 1 : 0,
        verdicts = (int)filter.Verdicts,
    };
}

public enum AnomalySort
{
    Score,
    Booked,
    Amount,
}
