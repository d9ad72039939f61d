namespace RiskInsights.Core.Insights.Default;

/// <summary>A measure of a version beside the same of the version before it.</summary>
/// <param name="Name"><c>auc</c>, <c>average_precision</c>, <c>ks</c>, <c>gini</c>, <c>brier</c>, <c>log_loss</c>.</param>
public sealed record MeasureChange(string Name, double Before, double Now)
{
    public double Difference => Now - Before;

    /// <summary>False where 0 is perfect.</summary>
    public bool HigherIsBetter => Name is not ("brier" or "log_loss");
}

/// <summary>A version against the one before it.</summary>
/// <param name="IsSameTest">Both were tested on the same dates and clients; if not, part of a difference comes from the test.</param>
public sealed record VersionComparison(IReadOnlyList<MeasureChange> Measures, bool IsSameTest)
{
    /// <summary>The largest difference in size: dumbbells share its scale within a kind of measure.</summary>
    public static VersionComparison Of(DefaultEvaluation before, DefaultEvaluation now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        return new VersionComparison(
            [
                new("auc", before.Auc, now.Auc),
                new("average_precision", before.AveragePrecision, now.AveragePrecision),
                new("ks", before.Ks, now.Ks),
                new("gini", before.Gini, now.Gini),
                new("brier", before.Brier, now.Brier),
                new("log_loss", before.LogLoss, now.LogLoss),
            ],
            before.TestDates.SequenceEqual(now.TestDates) && before.TestRows == now.TestRows && before.TestDefaults == now.TestDefaults);
    }
}
