using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Portfolio;

/// <summary>One reading of the overview: what was asked and what was answered. Its parts agree because they come from one snapshot.</summary>
/// <param name="Filter">As the analyst chose it.</param>
/// <param name="Question">The same with its dates worked out.</param>
public sealed record OverviewView(Bank Bank, DashboardFilter Filter, PortfolioFilter Question, Granularity Granularity, PortfolioOverview Answer)
{
    public bool IsCompared => Filter.Compare != Comparison.None;
}
