namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>One thing that is looked at before a version goes into service.</summary>
/// <param name="Name"><c>leakage</c>, <c>auc</c>, <c>calibration</c>, <c>drift</c>, <c>test</c>.</param>
/// <param name="Value">What was measured; null where it could not be.</param>
/// <param name="Limit">What it is held to.</param>
/// <param name="IsBlocking">Whether nobody's reason overrides it.</param>
public sealed record PromotionCheck(string Name, bool Passed, double? Value, double? Limit, bool IsBlocking = false);

/// <summary>The checks of a version against the champion.</summary>
public static class PromotionChecks
{
    /// <summary>A calibration error above this is too far off to decide by.</summary>
    public const double MostCalibrationError = 0.02;

    /// <summary>Below this probability of chance, a lower AUC is one.</summary>
    public const double Significance = 0.05;

    private const double MostDrift = 0.25;

    public static IReadOnlyList<PromotionCheck> Of(ModelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (evaluation, paired) = (report.Evaluation, report.Paired);
        return
        [
            new("leakage", evaluation.Leaks.Count == 0, evaluation.Leaks.Count, 0, IsBlocking: true),
            new("auc", paired is null or not { Difference: < 0, PValue: < Significance }, paired?.PValue, Significance),
            new("calibration", evaluation.CalibrationError <= MostCalibrationError, evaluation.CalibrationError, MostCalibrationError),
            new("drift", report.LargestDrift is null or <= MostDrift, report.LargestDrift, MostDrift),
            new("test", report.Before is null || paired is not null, paired?.Rows, null),
        ];
    }
}
