using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Says what a check measured and what it is held to: <c>Check.NAME.passed</c>, <c>.failed</c>, and <c>.unknown</c> where nothing could be measured.</summary>
internal static class CheckWords
{
    public static string Of(PromotionCheck check, IStringLocalizer<Texts> texts, Formats format)
    {
        var outcome = !check.Passed ? "failed" : check.Value is null ? "unknown" : "passed";
        return texts["Check." + check.Name + "." + outcome, Number(check.Name, check.Value, format), Number(check.Name, check.Limit, format)];
    }

    /// <summary>A p-value: 0.032, and less than 0.001 as such.</summary>
    public static string Probability(double value, Formats format) => value < 0.001 ? "< " + format.Number(0.001, 3) : format.Number(value, 3);

    private static string Number(string check, double? value, Formats format) => (check, value) switch
    {
        (_, null) => Formats.Unknown,
        ("auc", { } p) => Probability(p, format),
        ("calibration", _) => format.Percent(value, 2),
        ("drift", _) => format.Number(value, 2),
        _ => format.Number(value),
    };
}
