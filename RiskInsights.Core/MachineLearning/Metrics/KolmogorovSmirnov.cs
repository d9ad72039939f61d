namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Kolmogorov–Smirnov statistic: the largest difference between the shares of label 1 and of label 0 with at least a score.
/// </summary>
/// <param name="Value">In [0, 1]; 0 separates nothing, 1 perfectly.</param>
/// <param name="Threshold">The score at which the difference is largest (the highest of them).</param>
public readonly record struct KolmogorovSmirnov(double Value, double Threshold)
{
    /// <inheritdoc cref="ScoreRanking(ReadOnlySpan{byte}, ReadOnlySpan{double})"/>
    public static KolmogorovSmirnov Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores) => Of(new ScoreRanking(labels, scores));

    public static KolmogorovSmirnov Of(ScoreRanking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var best = new KolmogorovSmirnov(0, ranking.Threshold(0));
        for (var step = 0; step < ranking.Steps; step++)
        {
            var difference = Math.Abs(ranking.TruePositiveRate(step) - ranking.FalsePositiveRate(step));
            if (difference > best.Value) best = new(difference, ranking.Threshold(step));
        }
        return best;
    }
}
