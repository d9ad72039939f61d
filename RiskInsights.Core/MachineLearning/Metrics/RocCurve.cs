namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>One point of a ROC curve.</summary>
/// <param name="Threshold">Rows with at least this score are taken; +∞ for the first point, where none is.</param>
/// <param name="FalsePositiveRate">Share of label 0 wrongly taken, 0 to 1.</param>
/// <param name="TruePositiveRate">Share of label 1 found, 0 to 1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>The ROC curve from (0, 0) to (1, 1); both rates rise as the threshold falls. As scikit-learn's <c>roc_curve</c>.</summary>
public static class RocCurve
{
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="scores">A number for each row, higher meaning more probably 1.</param>
    /// <param name="mostPoints">At most so many points, spread evenly along the curve; at least 2.</param>
    public static IReadOnlyList<RocPoint> Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, int mostPoints = 500) =>
        Of(new ScoreRanking(labels, scores), mostPoints);

    /// <inheritdoc cref="Of(ReadOnlySpan{byte}, ReadOnlySpan{double}, int)"/>
    public static IReadOnlyList<RocPoint> Of(ScoreRanking ranking, int mostPoints = 500)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var points = new List<RocPoint>(ranking.Steps + 1) { new(double.PositiveInfinity, 0, 0) };
        for (var step = 0; step < ranking.Steps; step++)
        {
            var point = new RocPoint(ranking.Threshold(step), ranking.FalsePositiveRate(step), ranking.TruePositiveRate(step));
            if (points.Count >= 2 && ContinuesStraight(points[^2], points[^1], point)) points[^1] = point;
            else points.Add(point);
        }
        var chosen = CurveThinning.Choose(points.Count, mostPoints, i =>
            points[i].FalsePositiveRate - points[i - 1].FalsePositiveRate + points[i].TruePositiveRate - points[i - 1].TruePositiveRate);
        return chosen.ConvertAll(i => points[i]);
    }

    /// <summary>A point in the middle of a horizontal or vertical run draws nothing.</summary>
    private static bool ContinuesStraight(RocPoint first, RocPoint middle, RocPoint last) =>
        (first.FalsePositiveRate == middle.FalsePositiveRate && middle.FalsePositiveRate == last.FalsePositiveRate)
        || (first.TruePositiveRate == middle.TruePositiveRate && middle.TruePositiveRate == last.TruePositiveRate);
}
