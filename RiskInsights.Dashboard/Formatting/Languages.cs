using System.Globalization;

namespace RiskInsights.Dashboard.Formatting;

/// <summary>The languages that the dashboard speaks; English when nothing else is asked for.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<(string Code, string Name)> Supported = [("en", "English"), ("fr", "Français")];

    public static readonly IReadOnlyList<CultureInfo> Cultures = [.. Supported.Select(l => CultureInfo.GetCultureInfo(l.Code))];
}
