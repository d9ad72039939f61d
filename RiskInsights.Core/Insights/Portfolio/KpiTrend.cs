namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>One KPI: now, before, and on the way. Money is in cents, rates are fractions, unknown is null.</summary>
/// <param name="Current">In the period.</param>
/// <param name="Previous">In the period to compare with.</param>
/// <param name="Trend">Up to 12 points through the period, oldest first.</param>
public sealed record KpiTrend(double? Current, double? Previous, IReadOnlyList<double?> Trend);
