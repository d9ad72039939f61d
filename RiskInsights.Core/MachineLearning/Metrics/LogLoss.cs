namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Mean of −ln(probability given to the label that occurred). At least 0, which is perfect; a coin gives ln 2 = 0.693.
/// Probabilities are kept 2.2e-16 away from 0 and 1, as scikit-learn's <c>log_loss</c> does.
/// </summary>
public static class LogLoss
{
    private const double Least = 2.220446049250313e-16;

    /// <exception cref="ArgumentException">No rows, lengths differ, a label is not 0 or 1, or a probability is not in [0, 1].</exception>
    public static double Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Require(labels, probabilities);
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var probability = Math.Clamp(probabilities[i], Least, 1 - Least);
            sum -= Math.Log(labels[i] != 0 ? probability : 1 - probability);
        }
        return sum / labels.Length;
    }
}
