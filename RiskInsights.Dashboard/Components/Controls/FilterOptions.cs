using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Controls;

/// <summary>The values that a dimension can be filtered by, as codes; the bar shows them in words.</summary>
public sealed record FilterOptions(Dimension Dimension, IReadOnlyList<string> Codes);
