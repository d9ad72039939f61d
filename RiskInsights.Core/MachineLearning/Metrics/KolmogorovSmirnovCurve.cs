namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>One point of the cumulative shares of both labels.</summary>
/// <param name="Score">A score of the rows.</param>
/// <param name="NegativeShare">Share of the rows with label 0 whose score is at most that, 0 to 1.</param>
/// <param name="PositiveShare">Share of the rows with label 1 whose score is at most that, 0 to 1; lower than the other where the model is good.</param>
public readonly record struct KolmogorovSmirnovPoint(double Score, double NegativeShare, double PositiveShare);

/// <summary>
/// The cumulative distributions of the scores of both labels, by rising score up to (1, 1): their largest distance is
/// <see cref="KolmogorovSmirnov"/>.
/// </summary>
public static class KolmogorovSmirnovCurve
{
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="scores">A number for each row, higher meaning more probably 1.</param>
    /// <param name="mostPoints">At most so many points, spread evenly along the curves, the one of the largest distance among them; at least 3.</param>
    public static IReadOnlyList<KolmogorovSmirnovPoint> Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, int mostPoints = 500) =>
        Of(new ScoreRanking(labels, scores), mostPoints);

    /// <inheritdoc cref="Of(ReadOnlySpan{byte}, ReadOnlySpan{double}, int)"/>
    public static IReadOnlyList<KolmogorovSmirnovPoint> Of(ScoreRanking ranking, int mostPoints = 500)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints, 3);
        var points = new KolmogorovSmirnovPoint[ranking.Steps];
        var widest = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var step = points.Length - 1 - i;
            // At most this score is all that is not at least the next higher one.
            points[i] = step == 0
                ? new(ranking.Threshold(0), 1, 1)
                : new(ranking.Threshold(step), 1 - ranking.FalsePositiveRate(step - 1), 1 - ranking.TruePositiveRate(step - 1));
            if (Distance(points[i]) > Distance(points[widest])) widest = i;
        }
        var chosen = CurveThinning.Choose(points.Length, mostPoints - 1, i =>
            points[i].NegativeShare - points[i - 1].NegativeShare + points[i].PositiveShare - points[i - 1].PositiveShare);
        return [.. chosen.Append(widest).Distinct().Order().Select(i => points[i])];
    }

    private static double Distance(KolmogorovSmirnovPoint point) => Math.Abs(point.NegativeShare - point.PositiveShare);
}
