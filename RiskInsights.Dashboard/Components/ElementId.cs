using System.Globalization;

namespace RiskInsights.Dashboard.Components;

/// <summary>Ids for elements that point at each other (a button and its popover, a field and its hint).</summary>
internal static class ElementId
{
    private static long _last;

    /// <summary>An id that no other element of this process has.</summary>
    public static string Next(string prefix) => prefix + "-" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
}
