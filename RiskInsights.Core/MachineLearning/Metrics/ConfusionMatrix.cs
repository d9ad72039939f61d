namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Rows by what they were and what a threshold says. Ratios without a denominator are null, never 0.
/// </summary>
/// <param name="TrueNegatives">Label 0, not taken.</param>
/// <param name="FalsePositives">Label 0, taken.</param>
/// <param name="FalseNegatives">Label 1, not taken.</param>
/// <param name="TruePositives">Label 1, taken.</param>
public readonly record struct ConfusionMatrix(int TrueNegatives, int FalsePositives, int FalseNegatives, int TruePositives)
{
    public int Rows => TrueNegatives + FalsePositives + FalseNegatives + TruePositives;

    /// <summary>Share of rows that are right, 0 to 1.</summary>
    public double? Accuracy => Ratio(TrueNegatives + TruePositives, Rows);

    /// <summary>Share of the taken rows with label 1, 0 to 1; null where none is taken.</summary>
    public double? Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of label 1 that is taken (sensitivity), 0 to 1; null where no row has label 1.</summary>
    public double? Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Share of label 0 that is not taken, 0 to 1; null where no row has label 0.</summary>
    public double? Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Harmonic mean of precision and recall, 0 to 1; 0 where nothing is found, null where there was nothing to find or take.</summary>
    public double? F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Takes the rows whose score is at least the threshold. One label may be absent; there may be no rows.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, or a score or the threshold is NaN.</exception>
    public static ConfusionMatrix At(double threshold, ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores)
    {
        if (double.IsNaN(threshold)) throw new ArgumentException("The threshold is NaN.", nameof(threshold));
        var positives = Labels.CountPositives(labels, scores.Length, nameof(labels));
        ScoreRanking.RequireNumbers(scores, nameof(scores));
        int taken = 0, truePositives = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(scores[i] >= threshold)) continue;
            taken++;
            truePositives += labels[i];
        }
        var falsePositives = taken - truePositives;
        return new(labels.Length - positives - falsePositives, falsePositives, positives - truePositives, truePositives);
    }

    private static double? Ratio(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
