namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>How well one label is recognised.</summary>
/// <param name="Label">0 or 1.</param>
/// <param name="Precision">Share of the rows said to have the label that have it, 0 to 1; null where none is said to.</param>
/// <param name="Recall">Share of the rows with the label that are said to, 0 to 1; null where none has it.</param>
/// <param name="F1">Harmonic mean of both, 0 to 1.</param>
/// <param name="Support">Rows with the label.</param>
public readonly record struct ClassRecognition(int Label, double? Precision, double? Recall, double? F1, int Support);

/// <summary>Per class and overall figures at one threshold, as scikit-learn's <c>classification_report</c> (with null for its 0/0 = 0).</summary>
public sealed record ClassificationReport(ClassRecognition Negative, ClassRecognition Positive, double? Accuracy)
{
    /// <summary>Mean of both labels' precision, 0 to 1; null where one is.</summary>
    public double? MacroPrecision => (Negative.Precision + Positive.Precision) / 2;

    /// <summary>Mean of both labels' recall, 0 to 1 (balanced accuracy); null where one is.</summary>
    public double? MacroRecall => (Negative.Recall + Positive.Recall) / 2;

    /// <summary>Mean of both labels' F1, 0 to 1; null where one is.</summary>
    public double? MacroF1 => (Negative.F1 + Positive.F1) / 2;

    /// <inheritdoc cref="ConfusionMatrix.At"/>
    public static ClassificationReport At(double threshold, ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores) =>
        Of(ConfusionMatrix.At(threshold, labels, scores));

    public static ClassificationReport Of(ConfusionMatrix matrix)
    {
        // Seen from label 0, right and wrong change places.
        var mirrored = new ConfusionMatrix(matrix.TruePositives, matrix.FalseNegatives, matrix.FalsePositives, matrix.TrueNegatives);
        return new(
            new(0, mirrored.Precision, mirrored.Recall, mirrored.F1, matrix.TrueNegatives + matrix.FalsePositives),
            new(1, matrix.Precision, matrix.Recall, matrix.F1, matrix.TruePositives + matrix.FalseNegatives),
            matrix.Accuracy);
    }
}
