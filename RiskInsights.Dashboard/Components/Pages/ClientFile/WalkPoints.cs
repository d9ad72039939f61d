using RiskInsights.Core.Modelling.Explanation;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Percentage points as they are printed: differences of the printed sums, so that the column adds up to the last digit.</summary>
internal static class WalkPoints
{
    public static decimal Of(WalkStep step, int decimals) => Printed(step.To, decimals) - Printed(step.From, decimals);

    private static decimal Printed(double probability, int decimals) => decimal.Round((decimal)probability * 100m, decimals, MidpointRounding.AwayFromZero);
}
