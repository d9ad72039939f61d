using System.Collections.Concurrent;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>
/// What a version says of everybody that it scored on a date: the figure that one client is compared with. Averaging a hundred
/// thousand scores for each page would cost more than the page, so that it is remembered for a minute.
/// </summary>
public sealed class ScoredPopulations(WarehouseDatabase warehouse, TimeProvider time)
{
    private const string PopulationSql = """
        SELECT COUNT(*) AS clients, AVG(probability) AS mean
        FROM ml_scores
        WHERE model_name = @modelName AND version = @version AND as_of_date_key = @asOf
        """;

    /// <summary>A date that is scored again replaces its scores: how long a page may still compare with the former ones.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Model, int Version, int AsOf), (ScoredPopulation Of, DateTimeOffset At)> _known = new();

    public async Task<ScoredPopulation> OfAsync(string modelName, int version, int asOfDateKey, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue((modelName, version, asOfDateKey), out var known) && now - known.At < Remembered)
            return known.Of;
        var read = await warehouse.RowAsync<ScoredPopulation>(PopulationSql, new { modelName, version, asOf = asOfDateKey }, cancellation);
        _known[(modelName, version, asOfDateKey)] = (read, now);
        return read;
    }
}

public sealed record ScoredPopulation
{
    public long Clients { get; init; }

    /// <summary>Mean probability, 0 to 1; null where nobody was scored.</summary>
    public double? Mean { get; init; }
}
