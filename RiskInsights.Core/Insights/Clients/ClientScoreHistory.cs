using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>What a model said of one client, at every date and by every version, and what it says of the others.</summary>
public sealed class ClientScoreHistory(WarehouseDatabase warehouse, ModelVersions versions, ScoredPopulations populations)
{
    /// <summary>The model of defaults within 90 days.</summary>
    public const string Default = "default";

    /// <summary>The model of departures.</summary>
    public const string Churn = "churn";

    private const string ScoresSql = """
        SELECT s.version, s.as_of_date_key, s.probability, s.score_rank
        FROM ml_scores s
        LEFT JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version
        WHERE s.client_key = @clientKey AND s.model_name = @modelName
        ORDER BY s.as_of_date_key, CASE v.stage WHEN 'champion' THEN 2 WHEN 'archived' THEN 1 ELSE 0 END, s.version
        """;

    private const string NewestDateSql = """
        SELECT MAX(as_of_date_key) FROM ml_scores WHERE model_name = @modelName AND version = @version
        """;

    /// <summary>The query behind a client's scores, as it runs.</summary>
    public static string OfClientSql => ScoresSql;

    /// <summary>Null before the model has a champion.</summary>
    public async Task<ClientScoring?> OfAsync(string modelName, int clientKey, CancellationToken cancellation = default)
    {
        if (await versions.ChampionAsync(modelName, cancellation) is not { Version: var champion })
            return null;
        var scores = await warehouse.RowsAsync<ClientScoreRow>(ScoresSql, new { modelName, clientKey }, cancellation);
        var newest = scores.LastOrDefault(s => s.Version == champion);
        var portfolio = newest is null ? new ScoredPopulation() : await populations.OfAsync(modelName, champion, newest.AsOfDateKey, cancellation);
        return new ClientScoring(champion, scores, newest, portfolio.Mean, portfolio.Clients);
    }

    /// <summary>The champion and the newest date that it scored; null where there is none.</summary>
    public async Task<(int Version, DateOnly AsOf)?> NewestAsync(string modelName, CancellationToken cancellation = default) =>
        await versions.ChampionAsync(modelName, cancellation) is { Version: var version }
        && await warehouse.RowAsync<int?>(NewestDateSql, new { modelName, version }, cancellation) is { } key
            ? (version, TimeDimension.DateOf(key))
            : null;
}

/// <summary>What a model says of one client.</summary>
/// <param name="Champion">Its version.</param>
/// <param name="Scores">By date; of one date the score that counts last: the champion's, else a former champion's.</param>
/// <param name="Newest">The champion's; null where it did not score this client.</param>
/// <param name="PortfolioMean">Mean probability of all clients, by the same version as of the same date.</param>
/// <param name="ScoredClients">How many these are.</param>
public sealed record ClientScoring(int Champion, IReadOnlyList<ClientScoreRow> Scores, ClientScoreRow? Newest, double? PortfolioMean, long ScoredClients)
{
    /// <summary>The score that stood before the newest, as of an earlier date.</summary>
    public ClientScoreRow? Before => Newest is null ? null : Scores.LastOrDefault(s => s.AsOfDateKey < Newest.AsOfDateKey);
}

public sealed record ClientScoreRow
{
    public int Version { get; init; }

    public int AsOfDateKey { get; init; }

    public DateOnly AsOf => TimeDimension.DateOf(AsOfDateKey);

    /// <summary>0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>1 = the highest probability of all clients.</summary>
    public int ScoreRank { get; init; }
}
