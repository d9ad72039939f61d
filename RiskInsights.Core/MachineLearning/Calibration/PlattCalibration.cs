namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>
/// Platt scaling, P(label = 1) = 1 / (1 + exp(A·score + B)) (Platt, "Probabilistic outputs for support vector machines", 1999). Two
/// numbers: steady on few rows, and right if the log-odds are a straight line of the score (so give it log-odds or margins rather
/// than probabilities).
/// </summary>
public sealed class PlattCalibration : ICalibration
{
    private const string Format = "RiskInsights.PlattCalibration";
    private const int Version = 1;

    private PlattCalibration(double a, double b) => (A, B) = (a, b);

    /// <summary>Change of the log-odds of label 0 for one unit of score; below 0 where higher scores mean label 1.</summary>
    public double A { get; }

    /// <summary>Log-odds of label 0 at score 0.</summary>
    public double B { get; }

    /// <summary>
    /// Maximum likelihood with Platt's targets, (N₁ + 1)/(N₁ + 2) for label 1 and 1/(N₀ + 2) for label 0, which keep few or separable
    /// rows from giving 0 and 1. By Newton's method (Lin, Lin, Weng, "A note on Platt's probabilistic outputs", 2007) to machine
    /// precision. The optimum that scikit-learn's <c>CalibratedClassifierCV(method="sigmoid")</c> approaches to about 1e-5.
    /// </summary>
    /// <param name="scores">A number from −1e150 to 1e150 for each row.</param>
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <exception cref="TrainingRefusedException">One label only, or all scores are equal.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, or a score is out of range.</exception>
    public static PlattCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<byte> labels)
    {
        var positives = Labels.RequireBothClasses(labels, scores.Length, least: 1, nameof(labels));
        var (mean, deviation) = CalibrationScores.MeanAndDeviation(scores, nameof(scores));
        var negatives = scores.Length - positives;
        var loss = new PlattLoss(scores, labels, mean, deviation,
            positiveTarget: (positives + 1.0) / (positives + 2.0), negativeTarget: 1.0 / (negatives + 2.0));
        var (a, b) = loss.Minimise(0, Math.Log((negatives + 1.0) / (positives + 1.0)));
        return new PlattCalibration(a / deviation, b - (a * mean / deviation));
    }

    public double Probability(double score)
    {
        CalibrationScores.RequireNumber(score);
        // A may be 0, and 0 · ∞ is no number.
        return 1 / (1 + Math.Exp((A * Math.Clamp(score, double.MinValue, double.MaxValue)) + B));
    }

    /// <summary><inheritdoc/> The model is <c>a</c> and <c>b</c>.</summary>
    public string ToJson() => ModelDocument.Write(Format, Version, ToDocument());

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, or another format.</exception>
    public static PlattCalibration FromJson(string json) => FromDocument(ModelDocument.Read<PlattDocument>(Format, Version, json));

    internal PlattDocument ToDocument() => new(A, B);

    internal static PlattCalibration FromDocument(PlattDocument document)
    {
        ModelDocument.Expect(double.IsFinite(document.A) && double.IsFinite(document.B), "has numbers that are not finite");
        return new PlattCalibration(document.A, document.B);
    }
}

/// <summary>A <see cref="PlattCalibration"/> as stored.</summary>
internal sealed record PlattDocument(double A, double B);
