using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Exploration;

/// <summary>The newest exploration of every recipe: one row each, which a training or a wish renews.</summary>
public sealed class FeatureExplorations(WarehouseDatabase warehouse, HistoryReader history, TimeProvider time)
{
    private const string MarkSql = """
        SELECT CAST(COALESCE(MAX(batch_id), 0) AS BIGINT) FROM ops_batches
        """;

    private const string FindSql = """
        SELECT content, computed_at, batch_id, (SELECT CAST(COALESCE(MAX(b.batch_id), 0) AS BIGINT) FROM ops_batches b) AS newest_batch_id
        FROM ml_explorations
        WHERE model_name = @modelName
        """;

    private const string StoreSql = """
        INSERT INTO ml_explorations (model_name, batch_id, content, computed_at)
        VALUES (@modelName, @batchId, @content, @computedAt)
        ON CONFLICT (model_name) DO UPDATE SET batch_id = excluded.batch_id, content = excluded.content, computed_at = excluded.computed_at
        """;

    /// <summary>Null before the first training or wish.</summary>
    public async Task<StoredExploration?> FindAsync(string modelName, CancellationToken cancellation = default) =>
        await warehouse.RowOrNullAsync<ExplorationRow>(FindSql, new { modelName }, cancellation) is { } row
            ? new StoredExploration(FeatureExploration.FromJson(row.Content), row.ComputedAt, row.BatchId < row.NewestBatchId)
            : null;

    /// <summary>Reads the training rows, works the exploration out and stores it.</summary>
    /// <param name="progress">Receives a step's name and the share done, 0 to 1.</param>
    /// <exception cref="TrainingRefusedException">No row to look at, or one outcome only.</exception>
    public async Task ExploreAsync(ModelRecipe recipe, Action<string, double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(progress);
        var batchId = await MarkAsync(warehouse, cancellation);
        if (await history.ExtentAsync(cancellation) is not { } extent)
            throw new TrainingRefusedException("warehouse", "There are no transactions.");
        var dates = AsOfDates.Of(extent.First, extent.Last, extent.Clients);
        if (dates.Train.Count == 0)
            throw new TrainingRefusedException("warehouse", "The history is too short: no as-of date has six months before it and the 90 days of its outcome after it.");
        var (rows, _) = await TrainingRowsReader.ReadAsync(recipe, history, dates.Train, null, done => progress("job_reading_features", 0.8 * done), cancellation);
        progress("job_exploring", 0.8);
        var exploration = FeatureExplorer.Of(rows, cancellation);
        await warehouse.WriteAsync(writer => Store(writer, recipe.Name, batchId, exploration, time.GetUtcNow()), cancellation);
    }

    /// <summary>The newest load: an exploration of rows that were read after it is stale once there is another.</summary>
    internal static Task<long> MarkAsync(WarehouseDatabase warehouse, CancellationToken cancellation) =>
        warehouse.RowAsync<long>(MarkSql, cancellation: cancellation);

    /// <summary>Puts the exploration in the place of the one before, in <paramref name="writer"/>'s transaction.</summary>
    internal static void Store(WarehouseWriter writer, string modelName, long batchId, FeatureExploration exploration, DateTimeOffset computedAt) =>
        writer.Execute(StoreSql, new { modelName, batchId, content = exploration.ToJson(), computedAt });

    private sealed record ExplorationRow
    {
        public string Content { get; init; } = "";

        public DateTimeOffset ComputedAt { get; init; }

        public long BatchId { get; init; }

        public long NewestBatchId { get; init; }
    }
}
