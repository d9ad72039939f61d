using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>
/// Random search of hyper-parameters (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012) with the median
/// stopping rule (Golovin et al., "Google Vizier: a service for black-box optimization", 2017): every so many rounds, a trial whose lowest
/// loss so far is above the median of the lowest losses that earlier trials had by then is stopped. Trials run one after the other on the
/// calling thread, so the n-th depends on the seed and the trials before it alone; threads are for the learner to use.
/// </summary>
public static class RandomSearch
{
    /// <summary>Runs trials until there are enough or the time is up.</summary>
    /// <param name="space">What is searched.</param>
    /// <param name="train">Trains one candidate and tells its loss by round.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="elapsed">Time since the search was asked for; asked after each round. Needed with <see cref="RandomSearchOptions.Time"/>. It
    /// decides how many trials there are and nothing about any of them.</param>
    /// <param name="progress">Told after each trial, on this thread.</param>
    /// <param name="cancellation">Ends the search before the next round with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option out of range, a time without a clock, or a trial that tells no round, tells them out of order,
    /// or tells a loss that is not finite.</exception>
    public static SearchResult Run(
        SearchSpace space,
        TrainCandidate train,
        RandomSearchOptions? options = null,
        Func<TimeSpan>? elapsed = null,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var trials = new List<SearchTrial>();
        options ??= new RandomSearchOptions();
        foreach (var trial in Each(space, train, options, elapsed, cancellation))
        {
            trials.Add(trial);
            progress?.Report(new SearchProgress(trial, trials.Count, options.Trials, trials.Min(t => t.Loss)));
        }
        return new SearchResult([.. trials.OrderBy(trial => trial.Loss).ThenBy(trial => trial.Number)], trials.Count < options.Trials);
    }

    /// <summary>The same trials one by one, each when it has ended, for a caller with something to do between them. Nothing runs before the first is asked for.</summary>
    /// <inheritdoc cref="Run"/>
    public static IEnumerable<SearchTrial> Each(
        SearchSpace space, TrainCandidate train, RandomSearchOptions options, Func<TimeSpan>? elapsed = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.Time is not null && elapsed is null) throw new ArgumentException("A time needs a clock.", nameof(elapsed));
        return Trials(space, train, options, elapsed, cancellation);
    }

    private static IEnumerable<SearchTrial> Trials(
        SearchSpace space, TrainCandidate train, RandomSearchOptions options, Func<TimeSpan>? elapsed, CancellationToken cancellation)
    {
        var ended = new List<RunningTrial>();
        while (ended.Count < options.Trials && !IsTimeUp())
        {
            cancellation.ThrowIfCancellationRequested();
            var running = new RunningTrial(options, ended);
            var interrupted = false;
            var parameters = space.Candidate(options.Seed, ended.Count);
            train(parameters, (round, loss) =>
            {
                cancellation.ThrowIfCancellationRequested();
                var goesOn = running.Tell(round, loss);
                interrupted |= goesOn && IsTimeUp();
                return goesOn && !interrupted;
            }, cancellation);
            if (interrupted) yield break;
            if (running.Rounds == 0)
                throw new ArgumentException(Invariant($"Trial {ended.Count} told no loss."), nameof(train));
            ended.Add(running);
            yield return new SearchTrial(ended.Count - 1, parameters, running.Lowest, running.BestRound, running.Rounds, running.IsStopped);
        }

        // The first trial is finished at any rate, so that there is an answer.
        bool IsTimeUp() => ended.Count > 0 && options.Time is { } time && elapsed!() >= time;
    }
}
