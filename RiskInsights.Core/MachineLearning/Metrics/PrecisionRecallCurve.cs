namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>One point of a precision-recall curve.</summary>
/// <param name="Threshold">Rows with at least this score are taken; +∞ for the first point, where none is.</param>
/// <param name="Recall">Share of label 1 found, 0 to 1.</param>
/// <param name="Precision">Share of the taken rows that have label 1, 0 to 1; 1 by convention for the first point.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);

/// <summary>
/// Precision against recall; recall rises as the threshold falls, up to the first threshold that finds all. The points of
/// scikit-learn's <c>precision_recall_curve</c> in the opposite order.
/// </summary>
public static class PrecisionRecallCurve
{
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="scores">A number for each row, higher meaning more probably 1.</param>
    /// <param name="mostPoints">At most so many points, spread evenly along the curve; at least 2.</param>
    public static IReadOnlyList<PrecisionRecallPoint> Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, int mostPoints = 500) =>
        Of(new ScoreRanking(labels, scores), mostPoints);

    /// <inheritdoc cref="Of(ReadOnlySpan{byte}, ReadOnlySpan{double}, int)"/>
    public static IReadOnlyList<PrecisionRecallPoint> Of(ScoreRanking ranking, int mostPoints = 500)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var points = new List<PrecisionRecallPoint>(ranking.Steps + 1) { new(double.PositiveInfinity, 0, 1) };
        for (var step = 0; step < ranking.Steps; step++)
        {
            points.Add(new(ranking.Threshold(step), ranking.TruePositiveRate(step), ranking.Precision(step)));
            if (ranking.TruePositives(step) == ranking.Positives) break;
        }
        var chosen = CurveThinning.Choose(points.Count, mostPoints, i =>
            points[i].Recall - points[i - 1].Recall + Math.Abs(points[i].Precision - points[i - 1].Precision));
        return chosen.ConvertAll(i => points[i]);
    }
}
