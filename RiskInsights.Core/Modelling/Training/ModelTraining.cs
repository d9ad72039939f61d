using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>
/// Trains a recipe: features as of dates, labels from the 90 days after each, a test on later dates than any that was learned
/// from; then scores today's clients. The first sound version becomes champion; later ones wait, scores at hand, for a promotion.
/// </summary>
public sealed class ModelTraining(
    WarehouseDatabase warehouse, ModelVersions versions, TrainingRuns runs, HistoryReader history, SegmentReader segments, TimeProvider time)
{
    /// <summary>Whether there is enough to learn from, with the figures.</summary>
    public async Task<TrainingReadiness> ReadinessAsync(ModelRecipe recipe, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (await history.ExtentAsync(cancellation) is not { } extent)
            return new TrainingReadiness(0, 0, 0, 0, 0, 0);
        var dates = AsOfDates.Of(extent.First, extent.Last, extent.Clients);
        var (rows, _) = await TrainingRowsReader.ReadAsync(recipe, history, dates.All, null, _ => { }, cancellation);
        var (train, test) = Split(rows, dates);
        return Readiness(dates, train, test);
    }

    /// <summary>Trains, tests and stores a new version with its scores. Returns the version. However it ends, it is written down as a run.</summary>
    /// <param name="threads">Dedicated threads that may compute. The version does not depend on it.</param>
    /// <param name="progress">Receives a step's name and the share done, 0 to 1.</param>
    /// <exception cref="TrainingRefusedException">Too few positives or as-of dates, one outcome only, or nothing to learn from.</exception>
    public async Task<int> TrainAsync(
        ModelRecipe recipe, TrainingRequest request, string trainedBy, int threads, Action<string, double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var algorithm = recipe.Algorithm(request.Algorithm);
        var parameters = AlgorithmParameters.Of(algorithm, request.Parameters);
        var run = new TrainingRun
        {
            ModelName = recipe.Name,
            Algorithm = algorithm.Name,
            Parameters = parameters.ToRun(request.Seed),
            StartedBy = trainedBy,
            StartedAt = time.GetUtcNow(),
        };
        try
        {
            var data = await ReadAsync(recipe, done => progress("job_reading_features", 0.4 * done), cancellation);
            return await LearnAsync(
                recipe, data, algorithm, parameters, request.Seed, run, threads, (step, done) => progress(step, 0.4 + (0.6 * done)), cancellation);
        }
        catch (Exception error)
        {
            await runs.AddEndedAsync(run, error);
            throw;
        }
    }

    /// <summary>Learns, tests and stores a version of rows that were read. It is written with <paramref name="run"/>, which gains what came of it.</summary>
    internal async Task<int> LearnAsync(
        ModelRecipe recipe, TrainingData data, IModelAlgorithm algorithm, AlgorithmParameters parameters, int seed, TrainingRun run, int threads,
        Action<string, double> progress, CancellationToken cancellation)
    {
        var (train, test, today, dates, batchId) = data;
        progress("job_fitting", 0);
        var leaks = LeakSearch.In(train, cancellation);
        var resources = new FitResources(threads, seed);
        var model = algorithm.Fit(recipe, train, parameters, resources, done => progress("job_fitting", 0.6 * done), cancellation);

        progress("job_evaluating", 0.6);
        var evaluation = ModelEvaluator.Evaluate(
            model, recipe, dates, train, test, await segments.ReadAsync(cancellation), leaks, threads, cancellation);
        var profile = InputProfile.Of(train.Features);
        var trained = Describe(recipe, algorithm, parameters, seed, model, train, test, profile, evaluation, run.StartedBy);

        var exploration = FeatureExplorer.Of(train, cancellation);

        progress("job_scoring", 0.85);
        var scores = ScoreBatch.Of(recipe, model, [.. trained.Features], profile, today, threads, cancellation);
        return await warehouse.WriteAsync(
            writer =>
            {
                var version = versions.Add(writer, trained);
                runs.Add(writer, run with { Version = version, Metrics = trained.Metrics, DataFingerprint = trained.DataFingerprint, Curves = evaluation.Curves() });
                FeatureExplorations.Store(writer, recipe.Name, batchId, exploration, time.GetUtcNow());
                if (trained.IsSound)
                    scores.Write(writer, version);
                return version;
            },
            cancellation);
    }

    /// <summary>The rows that a training learns from and is tested on.</summary>
    /// <exception cref="TrainingRefusedException">There are too few.</exception>
    internal async Task<TrainingData> ReadAsync(
        ModelRecipe recipe, Action<double> progress, CancellationToken cancellation)
    {
        var batchId = await FeatureExplorations.MarkAsync(warehouse, cancellation);
        if (await history.ExtentAsync(cancellation) is not { } extent)
            throw new TrainingRefusedException("warehouse", "There are no transactions.");
        var dates = AsOfDates.Of(extent.First, extent.Last, extent.Clients);
        var (rows, today) = await TrainingRowsReader.ReadAsync(recipe, history, dates.All, AsOfDates.Newest(extent.Last), progress, cancellation);
        var (train, test) = Split(rows, dates);
        Readiness(dates, train, test).Require(recipe.Name);
        return new TrainingData(train, test, today!, dates, batchId);
    }

    private static (TrainingRows Train, TrainingRows Test) Split(TrainingRows rows, AsOfDates dates) =>
        (rows.Of(0, dates.Train.Count), rows.Of(dates.Train.Count, dates.All.Count));

    private static TrainingReadiness Readiness(AsOfDates dates, TrainingRows train, TrainingRows test) =>
        new(dates.Train.Count, dates.Test.Count, train.Count, test.Count, train.Events, test.Events, train.IsOneClass || test.IsOneClass);

    private static TrainedModel Describe(
        ModelRecipe recipe, IModelAlgorithm algorithm, AlgorithmParameters parameters, int seed, IClientModel model, TrainingRows train, TrainingRows test,
        InputProfile profile, ModelEvaluation evaluation, string trainedBy) => new()
        {
            ModelName = recipe.Name,
            Algorithm = algorithm.Name,
            Parameters = JsonSerializer.Serialize(new Dictionary<string, double>(parameters.Values, StringComparer.Ordinal) { ["seed"] = seed }),
            Features = [.. recipe.Features.Select(f => f.Name)],
            DataFingerprint = train.Fingerprint(),
            Metrics = evaluation.Metrics(),
            Evaluation = evaluation.ToJson(),
            EvaluationFormat = ModelEvaluation.Format,
            TestScores = TestScores.Of(test, evaluation.TestProbabilities).ToBytes(),
            InputProfile = profile.ToJson(),
            Artefact = model.ToArtefact(),
            IsSound = evaluation.Leaks.Count == 0,
            TakesOver = false,
            TrainedBy = trainedBy,
        };
}
