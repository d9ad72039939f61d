namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Whether two models that scored the same rows differ in AUC (DeLong 1988; of groups, Obuchowski 1997).</summary>
/// <param name="Difference">AUC of the first less that of the second, in [−1, 1].</param>
/// <param name="StandardError">Standard error of the difference.</param>
/// <param name="PValue">Two-sided, in [0, 1]; small speaks against equal AUCs. 1 where both rank all pairs alike.</param>
public readonly record struct DeLongTest(double Difference, double StandardError, double PValue)
{
    /// <param name="labels">0 or 1 for each row; each must occur at least twice.</param>
    /// <param name="first">Scores of the first model.</param>
    /// <param name="second">Scores of the second, for the same rows in the same order.</param>
    /// <param name="groups">As for <see cref="AucInterval.Of"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="AucInterval.Of"/>.</exception>
    public static DeLongTest Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> first, ReadOnlySpan<double> second, IReadOnlyList<int>? groups = null)
    {
        var positives = AucInterval.RequireTwoOfEach(labels, first);
        AucInterval.RequireTwoOfEach(labels, second);
        var a = DeLongPlacements.Of(labels, first, positives);
        var b = DeLongPlacements.Of(labels, second, positives);
        var difference = a.Auc - b.Auc;
        var error = groups is null
            ? Math.Sqrt(Math.Max(0, a.Covariance(a) + b.Covariance(b) - (2 * a.Covariance(b))))
            : ErrorOf(AucInterval.RequireTwo(groups, labels.Length), labels, a, b);
        if (difference == 0) return new(0, error, 1);
        return new(difference, error, error == 0 ? 0 : NormalDistribution.TwoSidedPValue(difference / error));
    }

    private static double ErrorOf(RowGroups groups, ReadOnlySpan<byte> labels, DeLongPlacements first, DeLongPlacements second)
    {
        var (errors, others) = (first.ErrorsOf(groups, labels), second.ErrorsOf(groups, labels));
        return DeLongPlacements.StandardErrorOf([.. errors.Zip(others, (a, b) => a - b)]);
    }
}
