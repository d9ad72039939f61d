using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>An AUC and how far another sample of the same size might move it (DeLong 1988; of groups, Obuchowski 1997). Fast and without chance.</summary>
/// <param name="Auc">In [0, 1]; 0.5 is guessing, 1 is perfect.</param>
/// <param name="StandardError">At least 0, in units of the AUC.</param>
/// <param name="Lower">Lower end of the interval, not below 0.</param>
/// <param name="Upper">Upper end, not above 1.</param>
public readonly record struct AucInterval(double Auc, double StandardError, double Lower, double Upper)
{
    /// <param name="labels">0 or 1 for each row; each must occur at least twice.</param>
    /// <param name="scores">A number for each row, higher meaning more probably 1.</param>
    /// <param name="confidence">Share of such intervals that hold the true AUC, in (0, 1).</param>
    /// <param name="groups">A number for each row, equal for rows that are not independent; null where every row is its own. At least two groups.</param>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1 or occurs less than twice, a score is NaN, or there is one group.</exception>
    public static AucInterval Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, double confidence = 0.95, IReadOnlyList<int>? groups = null)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1, both excluded.");
        var placements = DeLongPlacements.Of(labels, scores, RequireTwoOfEach(labels, scores));
        var error = groups is null
            ? Math.Sqrt(placements.Covariance(placements))
            : DeLongPlacements.StandardErrorOf(placements.ErrorsOf(RequireTwo(groups, labels.Length), labels));
        var half = NormalDistribution.Quantile((1 + confidence) / 2) * error;
        return new(placements.Auc, error, Math.Max(0, placements.Auc - half), Math.Min(1, placements.Auc + half));
    }

    internal static RowGroups RequireTwo(IReadOnlyList<int> keys, int rows)
    {
        var groups = RowGroups.Of(keys, rows, "groups");
        return groups.Count > 1 ? groups : throw new ArgumentException("All rows are of one group; there must be two.", nameof(groups));
    }

    internal static int RequireTwoOfEach(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores)
    {
        var positives = Labels.CountPositives(labels, scores.Length, nameof(labels));
        ScoreRanking.RequireNumbers(scores, nameof(scores));
        if (positives < 2 || labels.Length - positives < 2)
            throw new ArgumentException(Invariant($"Each label must occur at least twice; of {labels.Length} rows {positives} have the label 1."), nameof(labels));
        return positives;
    }
}
