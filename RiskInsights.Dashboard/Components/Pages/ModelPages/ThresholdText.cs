using RiskInsights.Dashboard.Formatting;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Writes a threshold: 6.5%, and 6.25% where one decimal would name another step.</summary>
internal static class ThresholdText
{
    public static string Threshold(this Formats format, double? threshold) =>
        format.Percent(threshold, threshold is { } t && Math.Abs((t * 1000) - Math.Round(t * 1000)) > 1e-9 ? 2 : 1);
}
