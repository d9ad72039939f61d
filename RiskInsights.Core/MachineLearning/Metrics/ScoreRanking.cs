using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Rows ordered by falling score, equal scores as one step: what every ranking metric is computed from. Step k says how
/// many rows of each label have a score of at least <see cref="Threshold"/> k. Build it once to ask for several metrics.
/// </summary>
public sealed class ScoreRanking
{
    private readonly double[] _thresholds;
    private readonly int[] _truePositives;
    private readonly int[] _falsePositives;

    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="scores">A number for each row, higher meaning more probably 1; any range, no NaN.</param>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, a score is NaN, or only one label occurs.</exception>
    public ScoreRanking(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores)
    {
        Positives = Labels.CountPositives(labels, scores.Length, nameof(labels));
        Negatives = labels.Length - Positives;
        if (Positives == 0 || Negatives == 0)
            throw new ArgumentException(Invariant($"Both labels must occur; of {labels.Length} rows {Positives} have the label 1."), nameof(labels));
        RequireNumbers(scores, nameof(scores));

        var sortedScores = scores.ToArray();
        var sortedLabels = labels.ToArray();
        Array.Sort(sortedScores, sortedLabels);
        var distinct = 1;
        for (var i = 1; i < sortedScores.Length; i++)
        {
            if (sortedScores[i] != sortedScores[i - 1]) distinct++;
        }
        _thresholds = new double[distinct];
        _truePositives = new int[distinct];
        _falsePositives = new int[distinct];
        int step = -1, truePositives = 0, falsePositives = 0;
        for (var i = sortedScores.Length - 1; i >= 0; i--)
        {
            if (step < 0 || sortedScores[i] != _thresholds[step]) _thresholds[++step] = sortedScores[i];
            if (sortedLabels[i] != 0) truePositives++;
            else falsePositives++;
            _truePositives[step] = truePositives;
            _falsePositives[step] = falsePositives;
        }
    }

    public int Positives { get; }

    public int Negatives { get; }

    public int Rows => Positives + Negatives;

    /// <summary>The number of distinct scores.</summary>
    public int Steps => _thresholds.Length;

    /// <summary>The scores of the steps, falling.</summary>
    public double Threshold(int step) => _thresholds[step];

    /// <summary>Rows with label 1 and a score of at least the threshold.</summary>
    public int TruePositives(int step) => _truePositives[step];

    /// <summary>Rows with label 0 and a score of at least the threshold.</summary>
    public int FalsePositives(int step) => _falsePositives[step];

    /// <summary>Share of the rows with label 1 that the threshold finds, 0 to 1: recall, sensitivity.</summary>
    public double TruePositiveRate(int step) => (double)_truePositives[step] / Positives;

    /// <summary>Share of the rows with label 0 that the threshold wrongly takes, 0 to 1.</summary>
    public double FalsePositiveRate(int step) => (double)_falsePositives[step] / Negatives;

    /// <summary>Share of the rows taken that have label 1, 0 to 1.</summary>
    public double Precision(int step) => (double)_truePositives[step] / (_truePositives[step] + _falsePositives[step]);

    internal static void RequireNumbers(ReadOnlySpan<double> scores, string argument)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i])) throw new ArgumentException(Invariant($"The score of row {i} is NaN."), argument);
        }
    }
}
