namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Share of label 1 among the k rows with the highest scores: what an analyst finds who can look at k cases. In [0, 1];
/// guessing gives the overall share. Among equal scores at the end of the list label 1 is spread evenly.
/// </summary>
public static class PrecisionAtK
{
    /// <param name="k">1 to the number of rows.</param>
    /// <inheritdoc cref="ScoreRanking(ReadOnlySpan{byte}, ReadOnlySpan{double})"/>
    public static double Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, int k) => Of(new ScoreRanking(labels, scores), k);

    /// <param name="k">1 to the number of rows.</param>
    public static double Of(ScoreRanking ranking, int k)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        Options.Between(k, 1, ranking.Rows);
        return GainsAndLift.TruePositivesIn(ranking, k) / k;
    }
}
