using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.MachineLearning.Search;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>
/// Looks for better options of an algorithm by random search. Trials learn from all training dates but the newest and are judged
/// by the log loss on that one; the out-of-time test has no say, so that its figures stay honest. Every trial is a run under the
/// search's own; the best trains a version in the ordinary way.
/// </summary>
public sealed class ParameterSearch(ModelTraining training, TrainingRuns runs, TimeProvider time)
{
    /// <summary>A trial's metric: log loss on the newest training date. Not <c>log_loss</c>, which is that of the out-of-time test.</summary>
    public const string Loss = "validation_log_loss";

    /// <summary>Parts of the whole that reading and trials take, for the bar.</summary>
    private const double ReadShare = 0.15, TrialsShare = 0.8;

    /// <summary>Searches, trains and stores a version. Returns the version. However it ends, it is written down as a run.</summary>
    /// <param name="threads">Dedicated threads that may compute. No trial depends on it.</param>
    /// <exception cref="TrainingRefusedException">Too few rows to train on, or too few positives on the newest training date to judge by.</exception>
    public async Task<int> SearchAsync(
        ModelRecipe recipe, SearchRequest request, string startedBy, int threads, Action<SearchStep> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        request.Require();
        var algorithm = recipe.Algorithm(request.Algorithm);
        var run = new TrainingRun
        {
            ModelName = recipe.Name,
            Algorithm = algorithm.Name,
            Parameters = Budget(request),
            StartedBy = startedBy,
            StartedAt = time.GetUtcNow(),
        };
        var began = time.GetTimestamp();
        try
        {
            var data = await training.ReadAsync(
                recipe, done => progress(new SearchStep("job_reading_features", ReadShare * done, null, request.Trials, null)), cancellation);
            var best = await TrialsAsync(recipe, algorithm, data.Train, request, run, threads, began, progress, cancellation);
            var parameters = AlgorithmParameters.Of(algorithm, best.Parameters);
            var described = run with { Parameters = parameters.ToRun(request.Seed).Concat(Budget(request)).ToDictionary(StringComparer.Ordinal) };
            return await training.LearnAsync(
                recipe, data, algorithm, parameters, request.Seed, described, threads,
                (step, done) => progress(new SearchStep(step, TrialsShare + ((1 - TrialsShare) * done), null, request.Trials, best.Loss)), cancellation);
        }
        catch (Exception error)
        {
            await runs.AddEndedAsync(run, error);
            throw;
        }
    }

    private async Task<SearchTrial> TrialsAsync(
        ModelRecipe recipe, IModelAlgorithm algorithm, TrainingRows rows, SearchRequest request, TrainingRun search, int threads, long began,
        Action<SearchStep> progress, CancellationToken cancellation)
    {
        var (earlier, newest) = Split(rows);
        var (fingerprint, resources) = (rows.Fingerprint(), new FitResources(threads, request.Seed));
        var options = new RandomSearchOptions { Trials = request.Trials, Time = TimeSpan.FromMinutes(request.Minutes), Seed = request.Seed };
        TrainingRefusedException? refusal = null;
        SearchTrial? best = null;
        var startedAt = time.GetUtcNow();
        Report(1);
        foreach (var trial in RandomSearch.Each(SpaceOf(algorithm), Try, options, () => time.GetElapsedTime(began), cancellation))
        {
            await runs.AddAsync(RunOf(trial, algorithm, search, request.Seed, startedAt, refusal) with { DataFingerprint = fingerprint });
            if (refusal is null && (best is null || trial.Loss < best.Loss))
                best = trial;
            startedAt = time.GetUtcNow();
            if (trial.Number + 1 < request.Trials)
                Report(trial.Number + 2);
        }

        return best ?? throw refusal!;

        void Try(IReadOnlyDictionary<string, double> candidate, Func<int, double, bool> keepGoing, CancellationToken stop)
        {
            refusal = null;
            try
            {
                algorithm.Try(recipe, earlier, newest, AlgorithmParameters.Of(algorithm, candidate), resources, keepGoing, stop);
            }
            catch (TrainingRefusedException refused)
            {
                // A setting that leaves nothing to learn from is no better than giving everybody the average.
                refusal = refused;
                keepGoing(1, AverageLoss(earlier, newest));
            }
        }

        void Report(int trial)
        {
            var done = Math.Max((trial - 1.0) / request.Trials, Math.Min(1, time.GetElapsedTime(began).TotalMinutes / request.Minutes));
            progress(new SearchStep("job_trial", ReadShare + ((TrialsShare - ReadShare) * done), trial, request.Trials, best?.Loss));
        }
    }

    private static (TrainingRows Earlier, TrainingRows Newest) Split(TrainingRows rows)
    {
        if (rows.Dates.Count < 2)
            throw new TrainingRefusedException("warehouse", "A search needs at least 2 as-of dates to train on: it learns from the earlier and judges on the newest.");
        var (earlier, newest) = rows.SplitNewest();
        if (earlier.Events < TrainingReadiness.NeededTrainEvents || newest.Events < TrainingReadiness.NeededTestEvents || newest.IsOneClass)
        {
            throw new TrainingRefusedException(
                "warehouse",
                FormattableString.Invariant($"{earlier.Events} events to learn from and {newest.Events} among the {newest.Count} rows of the newest training date to judge by; a search needs at least {TrainingReadiness.NeededTrainEvents} and {TrainingReadiness.NeededTestEvents}, and both outcomes."));
        }

        return (earlier, newest);
    }

    private static SearchSpace SpaceOf(IModelAlgorithm algorithm) => new([.. algorithm.Options.Where(o => o.Search is not null).Select(Dimension)]);

    private static SearchDimension Dimension(AlgorithmOption option) => option switch
    {
        { IsWhole: true, Search: var range } => SearchDimension.Integer(option.Name, (int)range!.Least, (int)range.Most),
        { Search: { IsLogarithmic: true } range } => SearchDimension.LogUniform(option.Name, range.Least, range.Most),
        { Search: var range } => SearchDimension.Uniform(option.Name, range!.Least, range.Most),
    };

    private static double AverageLoss(TrainingRows earlier, TrainingRows newest)
    {
        var everybody = new double[newest.Count];
        Array.Fill(everybody, (double)earlier.Positives / earlier.Count);
        return LogLoss.Of(newest.Labels, everybody);
    }

    private static Dictionary<string, RunValue> Budget(SearchRequest request) => new(StringComparer.Ordinal)
    {
        ["search.minutes"] = RunValue.Of(request.Minutes),
        ["search.trials"] = RunValue.Of(request.Trials),
    };

    private static TrainingRun RunOf(
        SearchTrial trial, IModelAlgorithm algorithm, TrainingRun search, int seed, DateTimeOffset startedAt, TrainingRefusedException? refusal) => new()
        {
            ModelName = search.ModelName,
            Kind = RunKind.Trial,
            ParentRunId = search.RunId,
            Status = refusal is null ? RunStatus.Finished : RunStatus.Refused,
            Message = refusal?.Reason,
            Algorithm = algorithm.Name,
            Parameters = AlgorithmParameters.Of(algorithm, trial.Parameters).ToRun(seed),
            Metrics = refusal is not null
                ? []
                : new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    [Loss] = trial.Loss,
                    ["rounds"] = trial.Rounds,
                    ["best_round"] = trial.BestRound,
                    ["stopped_early"] = trial.IsStopped ? 1 : 0,
                },
            StartedBy = search.StartedBy,
            StartedAt = startedAt,
        };
}
