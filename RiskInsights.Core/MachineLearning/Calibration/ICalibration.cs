namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>
/// Turns a score that only orders into a probability. Fit it on scores of rows that the model did not learn from (a validation set,
/// or <see cref="OutOfFoldScores"/>): on its own training rows a model is too sure of itself. Immutable, safe to share.
/// </summary>
public interface ICalibration
{
    /// <summary>Probability of label 1, in [0, 1]; never falls as the score rises where the scores order at all.</summary>
    /// <param name="score">Any number; NaN is refused with <see cref="ArgumentException"/>.</param>
    double Probability(double score);

    /// <summary>The calibration as JSON: an envelope with format, version and SHA-256. Reading it gives the same probabilities bit for bit.</summary>
    string ToJson();
}
