using System.Collections.Concurrent;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What the anomaly page asks: where the line is, the points, the queue.</summary>
public sealed class AnomalyRepository(WarehouseDatabase warehouse, ModelVersions versions)
{
    /// <summary>The share of transactions that is listed unless an analyst chooses another.</summary>
    public const double UsualContamination = 0.005;

    private const string Columns = """
        s.transaction_id, a.account_id, c.client_id, t.second_of_day, t.amount_cents, t.type, t.channel, t.counterparty_country AS country,
        s.score, s.times_usual, s.main_reason, v.verdict, v.note, v.decided_by, v.decided_at, t.date_key
        """;

    private const string RowJoins = $"""
        JOIN fact_transactions t ON t.client_key = s.client_key AND t.date_key = s.date_key AND t.transaction_id = s.transaction_id
        JOIN dim_clients c ON c.client_key = t.client_key
        JOIN dim_accounts a ON a.account_key = t.account_key
        LEFT JOIN ({AnomalyScope.NewestVerdicts}) v ON v.client_key = s.client_key AND v.transaction_id = s.transaction_id
        """;

    private const string SelectionSql = $"""
        SELECT {Columns}
        FROM ml_anomaly_scores s
        {RowJoins}
        WHERE s.version = @version AND s.transaction_id IN @ids
        ORDER BY s.score DESC, s.transaction_id
        """;

    private const string HighestScoresSql = """
        SELECT score FROM ml_anomaly_scores WHERE version = @version ORDER BY score DESC LIMIT @highest
        """;

    private const string ScoredSql = """
        SELECT COUNT(*) FROM ml_anomaly_scores WHERE version = @version
        """;

    private const string OpenSql = """
        SELECT COUNT(*) FROM ml_anomaly_scores s
        WHERE s.version = @version AND s.score >= @atLeast
          AND NOT EXISTS (SELECT 1 FROM ml_verdicts v WHERE v.client_key = s.client_key AND v.transaction_id = s.transaction_id)
        """;

    private const string ReadySql = """
        SELECT CAST(COALESCE(SUM(transaction_count), 0) AS BIGINT) FROM agg_daily
        """;

    private const string VerdictsSql = """
        SELECT transaction_id, verdict FROM ml_verdicts ORDER BY verdict_id
        """;

    // The scores of a version are written with it and stay until a newer version's take their place: a count and a line over millions are
    // worked out once.
    private readonly ConcurrentDictionary<int, int> _scored = new();
    private readonly ConcurrentDictionary<(int Version, double Contamination), double> _lines = new();

    /// <summary>The version whose scores are shown; null before the first detection.</summary>
    public Task<ModelVersion?> ChampionAsync(CancellationToken cancellation = default) =>
        versions.ChampionAsync(AnomalyDetection.ModelName, cancellation);

    /// <summary>Transactions that a detection would score.</summary>
    public async Task<long> ReadyAsync(CancellationToken cancellation = default) =>
        Math.Min(await warehouse.RowAsync<long>(ReadySql, cancellation: cancellation), AnomalySet.MostTransactions);

    /// <summary>Number of scored transactions.</summary>
    public async Task<int> ScoredAsync(int version, CancellationToken cancellation = default)
    {
        if (_scored.TryGetValue(version, out var known))
            return known;
        var scored = await warehouse.RowAsync<int>(ScoredSql, new { version }, cancellation);
        return scored == 0 ? 0 : _scored.GetOrAdd(version, scored);
    }

    /// <summary>The lowest score of the <paramref name="contamination"/> share of transactions with the highest ones.</summary>
    /// <param name="contamination">Above 0, at most 0.5.</param>
    public async Task<double> ScoreAtAsync(int version, double contamination, CancellationToken cancellation = default) =>
        (await ScoresAtAsync(version, [contamination], cancellation))[0];

    /// <summary>For each share (above 0, at most 0.5), the lowest score among that share of the transactions; 1 where none is scored.</summary>
    public async Task<IReadOnlyList<double>> ScoresAtAsync(
        int version, IReadOnlyList<double> contaminations, CancellationToken cancellation = default)
    {
        var unknown = contaminations.Where(c => !_lines.ContainsKey((version, c))).ToList();
        if (unknown.Count > 0)
        {
            var scored = await ScoredAsync(version, cancellation);
            if (scored == 0)
                return [.. contaminations.Select(_ => 1.0)];
            var highest = (int)Math.Ceiling(scored * unknown.Max()) + 1;
            var scores = await warehouse.RowsAsync<double>(HighestScoresSql, new { version, highest }, cancellation);
            foreach (var c in unknown)
                _lines[(version, c)] = scores[Math.Clamp((int)Math.Round(scored * c) - 1, 0, scores.Count - 1)];
        }

        return [.. contaminations.Select(c => _lines[(version, c)])];
    }

    /// <summary>Transactions above the usual line that nobody judged yet; null before the first detection.</summary>
    public async Task<int?> OpenAsync(CancellationToken cancellation = default)
    {
        if (await ChampionAsync(cancellation) is not { Version: var version })
            return null;
        var atLeast = await ScoreAtAsync(version, UsualContamination, cancellation);
        return await warehouse.RowAsync<int>(OpenSql, new { version, atLeast }, cancellation);
    }

    /// <summary>The query behind <see cref="PointsAsync"/>.</summary>
    public static string PointsSql(AnomalyFilter filter) =>
        $"""
        SELECT s.transaction_id, s.times_usual, s.score
        FROM ml_anomaly_scores s {AnomalyScope.Joins(filter)}
        WHERE s.version = @version AND s.date_key >= @fromKey AND s.date_key <= @toKey{AnomalyScope.Dimensions(filter)}
        """;

    /// <summary>Every scored transaction of the filter, in no order.</summary>
    public async Task<AnomalyPoints> PointsAsync(int version, AnomalyFilter filter, CancellationToken cancellation = default)
    {
        var verdicts = await StandingVerdictsAsync(cancellation);
        var points = new AnomalyPoints();
        await warehouse.ForEachRecordAsync(
            PointsSql(filter),
            Parameters(version, filter, 0),
            row =>
            {
                var id = row.GetInt64(0);
                Verdict? verdict = verdicts.TryGetValue(id, out var found) ? found : null;
                if (filter.Verdicts.Includes(verdict))
                    points.Add(id, row.GetDouble(1), row.GetDouble(2), verdict);
            },
            cancellation);
        return points;
    }

    /// <summary>Number of scored transactions of the filter, whatever was decided.</summary>
    public Task<int> ScoredAsync(int version, AnomalyFilter filter, CancellationToken cancellation = default) =>
        warehouse.RowAsync<int>(ScoredInSql(filter), Parameters(version, filter, 0), cancellation);

    /// <summary>How many transactions the filter holds above the line and by verdict; its own verdict filter does not count here.</summary>
    public async Task<AnomalyCounts> CountsAsync(int version, AnomalyFilter filter, double atLeast, CancellationToken cancellation = default)
    {
        // Verdicts are few beside scores: counted apart, neither query has to join all of one with all of the other.
        var parameters = Parameters(version, filter, atLeast);
        var above = await warehouse.RowAsync<long>(AboveSql(filter), parameters, cancellation);
        var judged = await warehouse.RowsAsync<JudgedCount>(JudgedSql(filter), parameters, cancellation);
        long Sum(Func<JudgedCount, bool> which) => judged.Where(which).Sum(j => j.Transactions);
        return new AnomalyCounts
        {
            Above = above,
            Open = above - Sum(j => j.IsAbove),
            Flagged = Sum(j => !string.Equals(j.Verdict, "legitimate", StringComparison.Ordinal)),
            Cleared = Sum(j => string.Equals(j.Verdict, "legitimate", StringComparison.Ordinal)),
        };
    }

    /// <summary>Number of transactions in the queue.</summary>
    public async Task<int> CountAsync(int version, AnomalyFilter filter, double atLeast, CancellationToken cancellation = default) =>
        (int)(await CountsAsync(version, filter, atLeast, cancellation)).Of(filter.Verdicts);

    /// <summary>The queue, its greatest first: the transactions with at least a score, and those with a verdict whatever their score.</summary>
    public Task<IReadOnlyList<AnomalyRow>> QueueAsync(
        int version, AnomalyFilter filter, double atLeast, AnomalySort sort, int offset, int limit, CancellationToken cancellation = default) =>
        QueueAsync(version, filter, atLeast, new AnomalyPage(sort, Ascending: false, offset, limit), cancellation);

    /// <inheritdoc cref="QueueAsync(int, AnomalyFilter, double, AnomalySort, int, int, CancellationToken)"/>
    public Task<IReadOnlyList<AnomalyRow>> QueueAsync(
        int version, AnomalyFilter filter, double atLeast, AnomalyPage page, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<AnomalyRow>(
            $"{QueueSql(filter, $"{Columns}, s.attributions")} ORDER BY {page.OrderBy} LIMIT @limit OFFSET @offset",
            Parameters(version, filter, atLeast, page.Offset, page.Limit),
            cancellation);

    /// <summary>The query behind the queue without paging, for a CSV of exactly what is filtered.</summary>
    public (string Sql, object Parameters) QueueQuery(int version, AnomalyFilter filter, double atLeast) =>
        ($"{QueueSql(filter)} ORDER BY {new AnomalyPage(AnomalySort.Score, Ascending: false, 0, 0).OrderBy}", Parameters(version, filter, atLeast));

    /// <summary>The query of the chosen ones among the queue, for a CSV of exactly them.</summary>
    public (string Sql, object Parameters) SelectionQuery(int version, IReadOnlyCollection<long> ids) =>
        (SelectionSql, new { version, ids });

    private static string ScoredInSql(AnomalyFilter filter) =>
        $"""
        SELECT COUNT(*) FROM ml_anomaly_scores s {AnomalyScope.Joins(filter)}
        WHERE s.version = @version AND s.date_key >= @fromKey AND s.date_key <= @toKey{AnomalyScope.Dimensions(filter)}
        """;

    private static string AboveSql(AnomalyFilter filter) =>
        $"""
        SELECT COUNT(*) FROM ml_anomaly_scores s {AnomalyScope.Joins(filter)}
        WHERE s.version = @version AND s.score >= @atLeast AND s.date_key >= @fromKey AND s.date_key <= @toKey{AnomalyScope.Dimensions(filter)}
        """;

    private static string JudgedSql(AnomalyFilter filter) =>
        $"""
        SELECT v.verdict, CASE WHEN s.score >= @atLeast THEN 1 ELSE 0 END AS is_above, COUNT(*) AS transactions
        FROM ({AnomalyScope.NewestVerdicts}) v
        CROSS JOIN ml_anomaly_scores s {AnomalyScope.Joins(filter)}
        WHERE s.version = @version AND s.client_key = v.client_key AND s.transaction_id = v.transaction_id AND s.date_key >= @fromKey AND s.date_key <= @toKey{AnomalyScope.Dimensions(filter)}
        GROUP BY v.verdict, CASE WHEN s.score >= @atLeast THEN 1 ELSE 0 END
        """;

    /// <summary>The query behind the queue.</summary>
    public static string QueueSql(AnomalyFilter filter) => QueueSql(filter, Columns);

    private static string QueueSql(AnomalyFilter filter, string columns) =>
        $"""
        {AnomalyScope.Listed}
        SELECT {columns}
        FROM listed l
        JOIN ml_anomaly_scores s ON s.version = @version AND s.client_key = l.client_key AND s.transaction_id = l.transaction_id
        {RowJoins}
        WHERE 1 = 1{AnomalyScope.Dimensions(filter)}{AnomalyScope.Verdicts(filter.Verdicts)}
        """;

    private static object Parameters(int version, AnomalyFilter filter, double atLeast, int offset = 0, int limit = 0) => new
    {
        version,
        atLeast,
        offset,
        limit,
        fromKey = TimeDimension.KeyOf(filter.From),
        toKey = TimeDimension.KeyOf(filter.To),
        segments = filter.Segments,
        countries = filter.Countries,
        channels = filter.Channels,
        types = filter.Types,
    };

    private async Task<IReadOnlyDictionary<long, Verdict>> StandingVerdictsAsync(CancellationToken cancellation)
    {
        var verdicts = new Dictionary<long, Verdict>();
        await warehouse.ForEachRecordAsync(
            VerdictsSql, null, row => verdicts[row.GetInt64(0)] = Enum.Parse<Verdict>(row.GetString(1), ignoreCase: true), cancellation);
        return verdicts;
    }

    private sealed record JudgedCount
    {
        public string Verdict { get; init; } = "";

        public bool IsAbove { get; init; }

        public long Transactions { get; init; }
    }
}
