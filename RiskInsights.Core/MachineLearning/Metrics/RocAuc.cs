namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Area under the ROC curve: the probability that a row with label 1 has a higher score than one with label 0, equal scores
/// counting one half. In [0, 1]; 0.5 is guessing, 1 is perfect. As scikit-learn's <c>roc_auc_score</c>
/// (Hanley and McNeil, "The meaning and use of the area under a ROC curve", 1982).
/// </summary>
public static class RocAuc
{
    /// <inheritdoc cref="ScoreRanking(ReadOnlySpan{byte}, ReadOnlySpan{double})"/>
    public static double Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores) => Of(new ScoreRanking(labels, scores));

    public static double Of(ScoreRanking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        // Twice the number of ordered pairs: whole numbers, so that the result is exact.
        long twice = 0;
        int truePositives = 0, falsePositives = 0;
        for (var step = 0; step < ranking.Steps; step++)
        {
            long newFalsePositives = ranking.FalsePositives(step) - falsePositives;
            twice += newFalsePositives * (truePositives + ranking.TruePositives(step));
            truePositives = ranking.TruePositives(step);
            falsePositives = ranking.FalsePositives(step);
        }
        return twice / 2.0 / ranking.Positives / ranking.Negatives;
    }
}
