using RiskInsights.Core.MachineLearning.Calibration;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Logistic regression of the label on the log-odds of the probability, logit P(1) = Intercept + Slope · logit(p) (Cox, "Two further
/// applications of a model for binary regression", 1958). Slope 1 and intercept 0 are perfect. A slope below 1 says that the
/// probabilities are too far from the mean (overfitting), above 1 too near to it; at slope 1, an intercept above 0 says that they are
/// too low.
/// </summary>
/// <param name="Slope">Any number.</param>
/// <param name="Intercept">In log-odds.</param>
public readonly record struct CalibrationSlope(double Slope, double Intercept)
{
    /// <summary>As in <see cref="LogLoss"/>, so that a sure probability has log-odds.</summary>
    private const double Least = 2.220446049250313e-16;

    /// <summary>By maximum likelihood, to machine precision.</summary>
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="probabilities">0 to 1 for each row, not all equal; 0 and 1 count as 2.2e-16 beside them.</param>
    /// <exception cref="TrainingRefusedException">One label only, all probabilities are equal, or a threshold parts the labels, so that the
    /// slope has no end.</exception>
    /// <exception cref="ArgumentException">No rows, lengths differ, a label is not 0 or 1, or a probability is not in [0, 1].</exception>
    public static CalibrationSlope Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Require(labels, probabilities);
        var positives = Labels.RequireBothClasses(labels, probabilities.Length, least: 1, nameof(labels));
        var logits = new double[probabilities.Length];
        for (var i = 0; i < logits.Length; i++)
        {
            var probability = Math.Clamp(probabilities[i], Least, 1 - Least);
            logits[i] = Math.Log(probability / (1 - probability));
        }
        var (mean, deviation) = CalibrationScores.MeanAndDeviation(logits, nameof(probabilities));
        if (AreParted(labels, logits))
            throw new TrainingRefusedException(nameof(labels), "A threshold parts the labels without an error: the slope has no end.");
        // The loss is Platt's with the labels themselves as targets; it tells the log-odds of label 0.
        var loss = new PlattLoss(logits, labels, mean, deviation, positiveTarget: 1, negativeTarget: 0);
        var (a, b) = loss.Minimise(0, Math.Log((double)(labels.Length - positives) / positives));
        return new(-a / deviation, (a * mean / deviation) - b);
    }

    private static bool AreParted(ReadOnlySpan<byte> labels, double[] logits)
    {
        double leastPositive = double.PositiveInfinity, mostPositive = double.NegativeInfinity;
        double leastNegative = double.PositiveInfinity, mostNegative = double.NegativeInfinity;
        for (var i = 0; i < logits.Length; i++)
        {
            if (labels[i] != 0) (leastPositive, mostPositive) = (Math.Min(leastPositive, logits[i]), Math.Max(mostPositive, logits[i]));
            else (leastNegative, mostNegative) = (Math.Min(leastNegative, logits[i]), Math.Max(mostNegative, logits[i]));
        }
        return leastPositive >= mostNegative || leastNegative >= mostPositive;
    }
}
