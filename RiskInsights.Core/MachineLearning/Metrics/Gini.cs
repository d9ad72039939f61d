namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Gini coefficient (accuracy ratio), 2·AUC − 1. In [−1, 1]; 0 is guessing, 1 is perfect.</summary>
public static class Gini
{
    /// <inheritdoc cref="ScoreRanking(ReadOnlySpan{byte}, ReadOnlySpan{double})"/>
    public static double Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores) => Of(new ScoreRanking(labels, scores));

    public static double Of(ScoreRanking ranking) => (2 * RocAuc.Of(ranking)) - 1;
}
