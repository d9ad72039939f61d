namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>Turns an expected share of anomalies into a threshold on the score.</summary>
public static class Contamination
{
    /// <summary>
    /// The score of the k-th most abnormal row, k = <paramref name="contamination"/> · rows rounded to the nearest whole number:
    /// rows with at least this score are the anomalies (a few more than k where scores are equal). +∞ where k is 0.
    /// </summary>
    /// <param name="scores">At least one; any order.</param>
    /// <param name="contamination">Expected share of anomalies, 0 to 1.</param>
    /// <exception cref="ArgumentException">No scores, a NaN, or a share out of range.</exception>
    public static double Threshold(ReadOnlySpan<double> scores, double contamination)
    {
        Options.Between(contamination, 0, 1);
        if (scores.IsEmpty) throw new ArgumentException("There are no scores.", nameof(scores));
        Metrics.ScoreRanking.RequireNumbers(scores, nameof(scores));
        var anomalies = (int)Math.Round(contamination * scores.Length, MidpointRounding.AwayFromZero);
        if (anomalies == 0) return double.PositiveInfinity;
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return sorted[^anomalies];
    }
}
