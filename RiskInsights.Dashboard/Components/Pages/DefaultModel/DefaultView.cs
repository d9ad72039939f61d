using RiskInsights.Core.Insights.Default;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.DefaultModel;

/// <summary>What the page shows: a trained version, or how far the data is from the first training.</summary>
/// <param name="Report">Null before the first training.</param>
/// <param name="Readiness">Null after it.</param>
public sealed record DefaultView(Bank Bank, DefaultReport? Report, DefaultReadiness? Readiness);
