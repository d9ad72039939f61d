using System.Globalization;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Dashboard.Components.Charts;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>How a run of a comparison looks, in its tables' heads and in the drawings alike.</summary>
internal static class RunLook
{
    /// <summary>One of the categorical tokens, by place in the comparison.</summary>
    public static string Colour(int place) => string.Create(CultureInfo.InvariantCulture, $"c{place + 1}");

    // Colours alone do not tell eight lines apart for everybody; the labels at the lines do, and dashes help.
    public static ChartDash Dash(int place) => place % 2 == 0 ? ChartDash.Solid : ChartDash.Dash;

    public static string Name(StoredRun run) => string.Create(CultureInfo.InvariantCulture, $"#{run.Number}");
}
