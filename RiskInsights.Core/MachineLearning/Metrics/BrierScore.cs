namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Mean squared difference between probability and label (Brier 1950). In [0, 1]; 0 is perfect; always saying the share b
/// of label 1 gives b·(1 − b).
/// </summary>
public static class BrierScore
{
    /// <exception cref="ArgumentException">No rows, lengths differ, a label is not 0 or 1, or a probability is not in [0, 1].</exception>
    public static double Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Require(labels, probabilities);
        double sum = 0;
        for (var i = 0; i < labels.Length; i++) sum += (probabilities[i] - labels[i]) * (probabilities[i] - labels[i]);
        return sum / labels.Length;
    }
}
