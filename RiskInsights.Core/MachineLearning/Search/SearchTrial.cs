namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>One candidate and how it did.</summary>
/// <param name="Number">The candidate's number, from 0.</param>
/// <param name="Parameters">Its value of each dimension, by name.</param>
/// <param name="Loss">The lowest validation loss of its rounds; lower is better.</param>
/// <param name="BestRound">The round with that loss, from 1; the first, where several have it.</param>
/// <param name="Rounds">Rounds that it ran.</param>
/// <param name="IsStopped">Whether it was stopped because earlier trials were better by then.</param>
public sealed record SearchTrial(
    int Number, IReadOnlyDictionary<string, double> Parameters, double Loss, int BestRound, int Rounds, bool IsStopped);

/// <summary>What a search found.</summary>
/// <param name="Trials">All trials, the lowest loss first (equal ones by number); at least one.</param>
/// <param name="IsOutOfTime">Whether the time was up before the last trial. The trial that it interrupted is not among them.</param>
public sealed record SearchResult(IReadOnlyList<SearchTrial> Trials, bool IsOutOfTime)
{
    public SearchTrial Best => Trials[0];
}

/// <summary>How far a search has come.</summary>
/// <param name="Trial">The trial just finished.</param>
/// <param name="Completed">Trials finished.</param>
/// <param name="Total">The most that there will be.</param>
/// <param name="BestLoss">The lowest loss so far.</param>
public sealed record SearchProgress(SearchTrial Trial, int Completed, int Total, double BestLoss);

/// <summary>Trains one candidate.</summary>
/// <param name="parameters">The candidate's value of each dimension, by name.</param>
/// <param name="keepGoing">To be told each round, from 1, and its validation loss; false says that the trial may end there.</param>
public delegate void TrainCandidate(IReadOnlyDictionary<string, double> parameters, Func<int, double, bool> keepGoing, CancellationToken cancellation);
