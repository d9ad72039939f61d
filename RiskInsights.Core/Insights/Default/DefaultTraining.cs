using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Default;

/// <summary>
/// Trains the default model: features as of dates, labels from the 90 days after each, a test on later dates than any that
/// was learned from; then scores today's clients with it.
/// </summary>
public sealed class DefaultTraining(WarehouseDatabase warehouse, ModelVersions versions)
{
    public const string ModelName = "default";

    private const string ExtentSql = """
        SELECT MIN(date_key) AS first, MAX(date_key) AS last FROM agg_daily
        """;

    private readonly DefaultFeatureQuery _query = new(warehouse);

    /// <summary>Whether there is enough to learn from, with the figures.</summary>
    public async Task<DefaultReadiness> ReadinessAsync(CancellationToken cancellation = default)
    {
        var extent = await warehouse.RowAsync<Extent>(ExtentSql, cancellation: cancellation);
        if (extent is not { First: { } first, Last: { } last })
            return new DefaultReadiness(0, 0, 0, 0, 0, 0);
        var dates = AsOfDates.Of(TimeDimension.DateOf(first), TimeDimension.DateOf(last));
        var train = await DefaultTrainingSet.ReadAsync(_query, dates.Train, cancellation);
        var test = await DefaultTrainingSet.ReadAsync(_query, dates.Test, cancellation);
        return new DefaultReadiness(dates.Train.Count, dates.Test.Count, train.Rows, test.Rows, train.Positives, test.Positives);
    }

    /// <summary>Trains, tests, stores a new version and scores the clients with it. Returns the version.</summary>
    /// <param name="progress">Receives a step's name and the share done, 0 to 1.</param>
    /// <exception cref="TrainingRefusedException">Too few defaults or as-of dates.</exception>
    public async Task<int> TrainAsync(
        LogisticRegressionOptions options, string trainedBy, Action<string, double> progress, CancellationToken cancellation = default)
    {
        var extent = await warehouse.RowAsync<Extent>(ExtentSql, cancellation: cancellation);
        if (extent is not { First: { } first, Last: { } last })
            throw new TrainingRefusedException("warehouse", "There are no transactions.");
        var dates = AsOfDates.Of(TimeDimension.DateOf(first), TimeDimension.DateOf(last));

        progress("job_reading_features", 0.05);
        var train = await DefaultTrainingSet.ReadAsync(_query, dates.Train, cancellation);
        progress("job_reading_features", 0.35);
        var test = await DefaultTrainingSet.ReadAsync(_query, dates.Test, cancellation);
        Require(new DefaultReadiness(dates.Train.Count, dates.Test.Count, train.Rows, test.Rows, train.Positives, test.Positives));

        progress("job_fitting", 0.45);
        var (features, labels) = (train.Features, train.Labels);
        var leaks = DefaultEvaluator.Leaks(features, labels, cancellation);
        var model = LogisticRegressionTrainer.Fit(features, labels, options with { AllowConstantColumns = true }, cancellation: cancellation);

        progress("job_evaluating", 0.65);
        var evaluation = DefaultEvaluator.Evaluate(model, dates, train, test, leaks);
        cancellation.ThrowIfCancellationRequested();

        progress("job_scoring", 0.8);
        var asOf = AsOfDates.Newest(TimeDimension.DateOf(last));
        var scores = DefaultScores.Of(model, await _query.RowsAsync(asOf, cancellation), asOf);
        var trained = Describe(model, options, evaluation, DefaultTrainingSet.Fingerprint(features, labels), trainedBy);
        return await warehouse.WriteAsync(
            writer =>
            {
                var version = versions.Add(writer, trained);
                if (trained.IsSound)
                    scores.Write(writer, version);
                return version;
            },
            cancellation);
    }

    private static void Require(DefaultReadiness ready)
    {
        if (!ready.IsReady)
        {
            throw new TrainingRefusedException(
                "warehouse",
                $"{ready.TrainDefaults} defaults to learn from and {ready.TestDefaults} to test on over {ready.TrainDates + ready.TestDates} as-of dates; "
                + $"at least {DefaultReadiness.NeededTrainDefaults}, {DefaultReadiness.NeededTestDefaults} and {DefaultReadiness.NeededDates} are needed.");
        }
    }

    private static TrainedModel Describe(
        LogisticRegressionModel model, LogisticRegressionOptions options, DefaultEvaluation evaluation, string fingerprint, string trainedBy) => new()
        {
            ModelName = ModelName,
            Algorithm = "logistic_regression",
            Parameters = JsonSerializer.Serialize(options),
            Features = [.. DefaultFeatures.All.Select(f => f.Name)],
            DataFingerprint = fingerprint,
            Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["auc"] = evaluation.Auc,
                ["average_precision"] = evaluation.AveragePrecision,
                ["ks"] = evaluation.Ks,
                ["gini"] = evaluation.Gini,
                ["brier"] = evaluation.Brier,
                ["log_loss"] = evaluation.LogLoss,
            },
            Evaluation = JsonSerializer.Serialize(evaluation),
            Artefact = System.Text.Encoding.UTF8.GetBytes(model.ToJson()),
            IsSound = evaluation.Leaks.Count == 0,
            TrainedBy = trainedBy,
        };

    private sealed record Extent
    {
        public int? First { get; init; }

        public int? Last { get; init; }
    }
}
