using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>What the models say of clients: who is riskiest and why, one client's score, and how it went.</summary>
public sealed class ClientScores(WarehouseDatabase warehouse, LoadedModels models, ScoredPopulations populations)
{
    private const string RiskiestSql = """
        SELECT s.score_rank, c.client_key, c.client_id, c.segment, c.country, s.probability, s.inputs
        FROM ml_scores s
        JOIN dim_clients c ON c.client_key = s.client_key
        WHERE s.model_name = @modelName AND s.version = @version AND s.as_of_date_key = @asOf AND s.probability >= @atLeast
        ORDER BY s.score_rank
        LIMIT @limit OFFSET @offset
        """;

    private const string ProbabilitiesSql = """
        SELECT s.client_key, s.probability
        FROM ml_scores s
        JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version
        WHERE s.model_name = @modelName AND v.stage = 'champion' AND s.client_key IN @clientKeys
        ORDER BY s.as_of_date_key
        """;

    private const string ListSql = """
        SELECT s.score_rank, c.client_id, c.segment, c.country, s.probability, s.version AS model_version
        FROM ml_scores s
        JOIN dim_clients c ON c.client_key = s.client_key
        WHERE s.model_name = @modelName AND s.version = @version AND s.as_of_date_key = @asOf AND s.probability >= @atLeast
        ORDER BY s.score_rank
        """;

    private const string CountSql = """
        SELECT COUNT(*) FROM ml_scores
        WHERE model_name = @modelName AND version = @version AND as_of_date_key = @asOf AND probability >= @atLeast
        """;

    private const string HistorySql = """
        SELECT version, as_of_date_key, probability, score_rank
        FROM ml_scores
        WHERE client_key = @clientKey AND model_name = @modelName
        ORDER BY as_of_date_key, version
        """;

    private const string NewestSql = """
        SELECT version, as_of_date_key, probability, score_rank, inputs
        FROM ml_scores
        WHERE client_key = @clientKey AND model_name = @modelName AND version = @version
        ORDER BY as_of_date_key DESC
        LIMIT 1
        """;

    /// <summary>The query behind a client's newest score, as it runs.</summary>
    public static string OfClientSql => NewestSql;

    /// <summary>Clients with at least a probability, riskiest first, and how many there are.</summary>
    public async Task<(int Total, IReadOnlyList<RiskyClient> Rows)> RiskiestAsync(
        ModelRecipe recipe, int version, DateOnly asOf, double atLeast, int offset, int limit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var parameters = new { modelName = recipe.Name, version, asOf = TimeDimension.KeyOf(asOf), atLeast, offset, limit };
        var total = await warehouse.RowAsync<int>(CountSql, parameters, cancellation);
        var rows = await warehouse.RowsAsync<RiskyClientRow>(RiskiestSql, parameters, cancellation);
        var explain = await ExplanationAsync(recipe, version, cancellation);
        return (total, [.. rows.Select(r => new RiskyClient(r.ScoreRank, r.ClientKey, r.ClientId, r.Segment, r.Country, r.Probability, explain(r.Inputs)))]);
    }

    /// <summary>The champion's newest probability of each of these clients that it scored.</summary>
    public async Task<IReadOnlyDictionary<int, double>> ProbabilitiesAsync(
        ModelRecipe recipe, IReadOnlyCollection<int> clientKeys, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var newest = new Dictionary<int, double>();
        foreach (var row in await warehouse.RowsAsync<ProbabilityRow>(ProbabilitiesSql, new { modelName = recipe.Name, clientKeys }, cancellation))
            newest[row.ClientKey] = row.Probability;
        return newest;
    }

    /// <summary>The query behind the list, whole, for a CSV of exactly what is filtered.</summary>
    public static (string Sql, object Parameters) RiskiestQuery(string modelName, int version, DateOnly asOf, double atLeast) =>
        (ListSql, new { modelName, version, asOf = TimeDimension.KeyOf(asOf), atLeast });

    /// <summary>Every score that a client was given, oldest date first.</summary>
    public Task<IReadOnlyList<ScoreRow>> HistoryAsync(ModelRecipe recipe, int clientKey, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return warehouse.RowsAsync<ScoreRow>(HistorySql, new { clientKey, modelName = recipe.Name }, cancellation);
    }

    /// <summary>A client's newest score with what it was scored on and the model that did it; null where that model never scored the client.</summary>
    /// <param name="version">Null for the champion.</param>
    public async Task<ScoredClient?> ScoredAsync(ModelRecipe recipe, int clientKey, int? version = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var loaded = version is { } wanted ? await models.VersionAsync(recipe, wanted, cancellation) : await models.ChampionAsync(recipe, cancellation);
        if (loaded is null)
            return null;
        var row = await warehouse.RowOrNullAsync<ScoredRow>(NewestSql, new { clientKey, modelName = recipe.Name, version = loaded.Version }, cancellation);
        if (row?.Inputs is not { } inputs)
            return null;
        var population = await populations.OfAsync(recipe.Name, loaded.Version, row.AsOfDateKey, cancellation);
        var values = loaded.Layout(recipe).RowOf(inputs);
        return new ScoredClient(
            recipe, loaded, TimeDimension.DateOf(row.AsOfDateKey), row.Probability, row.ScoreRank, (int)population.Clients, population.Mean ?? row.Probability, values);
    }

    /// <summary>Turns stored inputs into reasons; nothing where the version cannot explain (an older program's, or damaged since).</summary>
    private async Task<Func<byte[]?, IReadOnlyList<Reason>>> ExplanationAsync(ModelRecipe recipe, int version, CancellationToken cancellation)
    {
        if (await models.ReadableAsync(recipe, version, cancellation) is not { } loaded)
            return _ => [];
        var layout = loaded.Layout(recipe);
        return inputs => inputs is null ? [] : Reason.Raising(recipe, loaded.Model, layout.RowOf(inputs));
    }

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

        public byte[]? Inputs { get; init; }
    }

    private sealed record ScoredRow
    {
        public int Version { get; init; }

        public int AsOfDateKey { get; init; }

        public double Probability { get; init; }

        public int ScoreRank { get; init; }

        public byte[]? Inputs { get; init; }
    }
}

/// <summary>A score of a client.</summary>
public sealed record ScoreRow
{
    public int Version { get; init; }

    public int AsOfDateKey { get; init; }

    /// <summary>0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>1 = riskiest.</summary>
    public int ScoreRank { get; init; }
}

/// <param name="Rank">1 = riskiest.</param>
/// <param name="Probability">Of label 1 within 90 days, 0 to 1.</param>
/// <param name="Reasons">What raises it most, largest first.</param>
public sealed record RiskyClient(int Rank, int ClientKey, string ClientId, string Segment, string Country, double Probability, IReadOnlyList<Reason> Reasons);
