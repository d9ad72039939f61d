namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Average precision (PR-AUC): Σₖ (Rₖ − Rₖ₋₁)·Pₖ over the distinct scores from high to low, without interpolation, as
/// scikit-learn's <c>average_precision_score</c>. In (0, 1]; guessing gives the share of label 1, 1 is perfect.
/// </summary>
public static class AveragePrecision
{
    /// <inheritdoc cref="ScoreRanking(ReadOnlySpan{byte}, ReadOnlySpan{double})"/>
    public static double Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores) => Of(new ScoreRanking(labels, scores));

    public static double Of(ScoreRanking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        double sum = 0;
        var found = 0;
        for (var step = 0; step < ranking.Steps; step++)
        {
            sum += (ranking.TruePositives(step) - found) * ranking.Precision(step);
            found = ranking.TruePositives(step);
        }
        return sum / ranking.Positives;
    }
}
