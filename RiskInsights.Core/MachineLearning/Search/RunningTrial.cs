using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>A trial's losses by round, compared at each look with those of the trials before it.</summary>
internal sealed class RunningTrial(RandomSearchOptions options, IReadOnlyList<RunningTrial> earlier)
{
    private readonly List<double> _lowestAtLook = [];

    public double Lowest { get; private set; } = double.PositiveInfinity;

    public int BestRound { get; private set; }

    public int Rounds { get; private set; }

    public bool IsStopped { get; private set; }

    /// <summary>Whether the trial is to go on after this round.</summary>
    public bool Tell(int round, double loss)
    {
        if (round != Rounds + 1)
            throw new ArgumentException(Invariant($"Round {round} was told after round {Rounds}."), nameof(round));
        if (!double.IsFinite(loss)) throw new ArgumentException(Invariant($"The loss of round {round} is {loss}."), nameof(loss));
        Rounds = round;
        if (loss < Lowest) (Lowest, BestRound) = (loss, round);
        if (round % options.RoundsBetweenLooks != 0) return !IsStopped;
        _lowestAtLook.Add(Lowest);
        var others = earlier.Select(trial => trial.LowestAt(_lowestAtLook.Count - 1)).OfType<double>().ToArray();
        if (others.Length >= options.TrialsBeforeStops && Lowest > Median(others)) IsStopped = true;
        return !IsStopped;
    }

    /// <summary>A trial that ended by itself keeps its lowest loss; of one that was stopped nobody knows what it had come to.</summary>
    private double? LowestAt(int look) => look < _lowestAtLook.Count ? _lowestAtLook[look] : IsStopped ? null : Lowest;

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
