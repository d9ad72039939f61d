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
        SELECT version, as_of_date_key, probability, score_rank
        FROM ml_scores
        WHERE client_key = @clientKey AND model_name = @modelName
        ORDER BY as_of_date_key, version
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
/// <param name="Scores">By date, then by version.</param>
/// <param name="Newest">The champion's; null where it did not score this client.</param>
/// <param name="PortfolioMean">Mean probability of all clients, by the same version as of the same date.</param>
/// <param name="ScoredClients">How many these are.</param>
public sealed record ClientScoring(int Champion, IReadOnlyList<ClientScoreRow> Scores, ClientScoreRow? Newest, double? PortfolioMean, long ScoredClients)
{
    /// <summary>The score that stood before the newest: of an earlier date, by the newest version then.</summary>
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
