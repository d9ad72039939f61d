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
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new RandomSearchOptions();
        options.Validate();
        if (options.Time is not null && elapsed is null) throw new ArgumentException("A time needs a clock.", nameof(elapsed));

        var trials = new List<SearchTrial>();
        var earlier = new List<RunningTrial>();
        while (trials.Count < options.Trials && !IsTimeUp())
        {
            cancellation.ThrowIfCancellationRequested();
            var running = new RunningTrial(options, earlier);
            var interrupted = false;
            var parameters = space.Candidate(options.Seed, trials.Count);
            train(parameters, (round, loss) =>
            {
                cancellation.ThrowIfCancellationRequested();
                var goesOn = running.Tell(round, loss);
                interrupted |= goesOn && IsTimeUp();
                return goesOn && !interrupted;
            }, cancellation);
            if (interrupted) break;
            if (running.Rounds == 0)
                throw new ArgumentException(Invariant($"Trial {trials.Count} told no loss."), nameof(train));
            trials.Add(new SearchTrial(trials.Count, parameters, running.Lowest, running.BestRound, running.Rounds, running.IsStopped));
            earlier.Add(running);
            progress?.Report(new SearchProgress(trials[^1], trials.Count, options.Trials, trials.Min(trial => trial.Loss)));
        }
        var isOutOfTime = trials.Count < options.Trials;
        return new SearchResult([.. trials.OrderBy(trial => trial.Loss).ThenBy(trial => trial.Number)], isOutOfTime);

        // The first trial is finished at any rate, so that there is an answer.
        bool IsTimeUp() => trials.Count > 0 && options.Time is { } time && elapsed!() >= time;
    }
}
