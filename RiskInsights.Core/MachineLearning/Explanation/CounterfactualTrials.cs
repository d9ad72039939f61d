using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>Tries changed rows on the scorer, within a number of calls, and keeps what crosses and what comes nearest.</summary>
internal sealed class CounterfactualTrials
{
    private const int CallsBetweenLooks = 256;

    /// <summary>Keeps log-odds finite: a scorer may say 0 or 1.</summary>
    private const double LeastProbability = 1e-12;

    private readonly float[] _row;
    private readonly float[] _changed;
    private readonly RowScorer _scorer;
    private readonly double _threshold;
    private readonly int _mostCalls;
    private readonly bool _falls;
    private readonly CancellationToken _cancellation;

    public CounterfactualTrials(ReadOnlySpan<float> row, RowScorer scorer, double threshold, CounterfactualOptions options, CancellationToken cancellation)
    {
        _row = row.ToArray();
        _changed = row.ToArray();
        _scorer = scorer;
        _threshold = threshold;
        _mostCalls = options.MostCalls;
        _cancellation = cancellation;
        Finds = new CounterfactualFinds(options.MostSuggestions);
        Probability = Score();
        _falls = Probability >= threshold;
        Needed = Gain(threshold);
    }

    /// <summary>Of the row as it is.</summary>
    public double Probability { get; }

    /// <summary>Log-odds between the row and the threshold; at least 0.</summary>
    public double Needed { get; }

    public int Calls { get; private set; }

    public int CallsLeft => _mostCalls - Calls;

    public CounterfactualFinds Finds { get; }

    /// <summary>The trial with the greatest gain, the cheapest of them; null while none gains anything.</summary>
    public (CounterfactualMoves Moves, double Probability)? Nearest { get; private set; }

    public float this[int column] => _row[column];

    /// <summary>The scorer's gain of these moves; <see cref="CallsLeft"/> must be above 0.</summary>
    public double Try(CounterfactualMoves moves)
    {
        for (var i = 0; i < moves.Count; i++) _changed[moves[i].Column] = moves[i].Value;
        var probability = Score();
        for (var i = 0; i < moves.Count; i++) _changed[moves[i].Column] = _row[moves[i].Column];
        var gain = Gain(probability);
        if (_falls ? probability < _threshold : probability >= _threshold) Finds.Add(moves with { Gain = gain }, probability);
        if (gain > (Nearest?.Moves.Gain ?? 0) || (gain == Nearest?.Moves.Gain && moves.Price < Nearest.Value.Moves.Price))
            Nearest = (moves with { Gain = gain }, probability);
        return gain;
    }

    private double Score()
    {
        if (Calls++ % CallsBetweenLooks == 0) _cancellation.ThrowIfCancellationRequested();
        var probability = _scorer(_changed);
        return probability is >= 0 and <= 1
            ? probability
            : throw new ArgumentException(Invariant($"The scorer gave {probability}, which is no probability from 0 to 1."), "scorer");
    }

    private double Gain(double probability) => _falls ? LogOdds(Probability) - LogOdds(probability) : LogOdds(probability) - LogOdds(Probability);

    private static double LogOdds(double probability)
    {
        var kept = Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
        return Math.Log(kept / (1 - kept));
    }
}
