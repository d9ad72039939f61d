using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>The rule for metrics that read a score as a probability.</summary>
internal static class Probabilities
{
    /// <summary>Checks that there are rows, as many labels (0 or 1) as probabilities, and that these lie in [0, 1].</summary>
    public static void Require(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities)
    {
        Labels.CountPositives(labels, probabilities.Length, nameof(labels));
        if (probabilities.IsEmpty) throw new ArgumentException("There are no rows.", nameof(probabilities));
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] is >= 0 and <= 1))
                throw new ArgumentException(Invariant($"The probability {probabilities[i]} of row {i} is not from 0 to 1."), nameof(probabilities));
        }
    }
}
