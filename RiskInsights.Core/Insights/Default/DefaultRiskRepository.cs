using System.Text.Json;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Default;

/// <summary>What the default page asks: how good a version is, and who is riskiest.</summary>
public sealed class DefaultRiskRepository(WarehouseDatabase warehouse, ModelVersions versions)
{
    private const string AsOfSql = """
        SELECT MAX(as_of_date_key) FROM ml_scores WHERE model_name = 'default' AND version = @version
        """;

    private const string RiskiestSql = """
        SELECT s.score_rank, c.client_key, c.client_id, c.segment, c.country, s.probability, s.reasons
        FROM ml_scores s
        JOIN dim_clients c ON c.client_key = s.client_key
        WHERE s.model_name = 'default' AND s.version = @version AND s.as_of_date_key = @asOf AND s.probability >= @atLeast
        ORDER BY s.score_rank
        LIMIT @limit OFFSET @offset
        """;

    private const string ProbabilitiesSql = """
        SELECT s.client_key, s.probability
        FROM ml_scores s
        JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version
        WHERE s.model_name = 'default' AND v.stage = 'champion' AND s.client_key IN @clientKeys
        ORDER BY s.as_of_date_key
        """;

    private const string ListSql = """
        SELECT s.score_rank, c.client_id, c.segment, c.country, s.probability, s.reasons, s.version AS model_version
        FROM ml_scores s
        JOIN dim_clients c ON c.client_key = s.client_key
        WHERE s.model_name = 'default' AND s.version = @version AND s.as_of_date_key = @asOf AND s.probability >= @atLeast
        ORDER BY s.score_rank
        """;

    private const string CountSql = """
        SELECT COUNT(*) FROM ml_scores
        WHERE model_name = 'default' AND version = @version AND as_of_date_key = @asOf AND probability >= @atLeast
        """;

    /// <summary>A version with the one before it; null before the first training.</summary>
    /// <param name="version">The version to look at; the champion by default and where there is no such version.</param>
    public async Task<DefaultReport?> ReportAsync(int? version, CancellationToken cancellation = default)
    {
        IReadOnlyList<DefaultVersion> all = [.. (await versions.ListAsync(DefaultTraining.ModelName, cancellation)).Select(DefaultVersion.Of)];
        if (DefaultReport.Choose(all, version) is not { } shown || await EvaluationAsync(shown.Version, cancellation) is not { } evaluation)
            return null;
        var before = DefaultReport.SoundBefore(all, shown);
        var refused = DefaultReport.RefusedOf(all);
        return new DefaultReport
        {
            Versions = all,
            Shown = shown,
            Evaluation = evaluation,
            Before = before,
            BeforeEvaluation = before is null ? null : await EvaluationAsync(before.Version, cancellation),
            RefusedLeaks = refused is null ? [] : (await EvaluationAsync(refused.Version, cancellation))!.Leaks,
            ScoredAsOf = shown.IsCandidate ? null : await AsOfAsync(shown.Version, cancellation),
        };
    }

    /// <summary>Null when there is no such version.</summary>
    public async Task<DefaultEvaluation?> EvaluationAsync(int version, CancellationToken cancellation = default) =>
        await versions.EvaluationAsync(DefaultTraining.ModelName, version, cancellation) is { } json
            ? JsonSerializer.Deserialize<DefaultEvaluation>(json)
            : null;

    /// <summary>The date that a version's scores look from; null when it has none.</summary>
    public async Task<DateOnly?> AsOfAsync(int version, CancellationToken cancellation = default) =>
        await warehouse.RowAsync<int?>(AsOfSql, new { version }, cancellation) is { } key ? TimeDimension.DateOf(key) : null;

    /// <summary>Clients with at least a probability, riskiest first, and how many there are.</summary>
    public async Task<(int Total, IReadOnlyList<RiskyClient> Rows)> RiskiestAsync(
        int version, DateOnly asOf, double atLeast, int offset, int limit, CancellationToken cancellation = default)
    {
        var parameters = new { version, asOf = TimeDimension.KeyOf(asOf), atLeast, offset, limit };
        var total = await warehouse.RowAsync<int>(CountSql, parameters, cancellation);
        var rows = await warehouse.RowsAsync<RiskyClientRow>(RiskiestSql, parameters, cancellation);
        return (total, [.. rows.Select(r => new RiskyClient(r.ScoreRank, r.ClientKey, r.ClientId, r.Segment, r.Country, r.Probability, Reason.FromJson(r.Reasons)))]);
    }

    /// <summary>The champion's newest probability of each of these clients that it scored.</summary>
    public async Task<IReadOnlyDictionary<int, double>> ProbabilitiesAsync(IReadOnlyCollection<int> clientKeys, CancellationToken cancellation = default)
    {
        var newest = new Dictionary<int, double>();
        foreach (var row in await warehouse.RowsAsync<ProbabilityRow>(ProbabilitiesSql, new { clientKeys }, cancellation))
            newest[row.ClientKey] = row.Probability;
        return newest;
    }

    /// <summary>The query behind the list, whole, for a CSV of exactly what is filtered.</summary>
    public (string Sql, object Parameters) RiskiestQuery(int version, DateOnly asOf, double atLeast) =>
        (ListSql, new { version, asOf = TimeDimension.KeyOf(asOf), atLeast });

    private sealed record ProbabilityRow
    {
        public int ClientKey { get; init; }

        public double Probability { get; init; }
    }

    private sealed record RiskyClientRow
    {
        public int ScoreRank { get; init; }

        public int ClientKey { get; init; }

        public string ClientId { get; init; } = "";

        public string Segment { get; init; } = "";

        public string Country { get; init; } = "";

        public double Probability { get; init; }

        public string Reasons { get; init; } = "";
    }
}

/// <param name="Rank">1 = riskiest.</param>
/// <param name="Probability">Of a default within 90 days, 0 to 1.</param>
/// <param name="Reasons">What raises it most, largest first.</param>
public sealed record RiskyClient(int Rank, int ClientKey, string ClientId, string Segment, string Country, double Probability, IReadOnlyList<Reason> Reasons);
