namespace RiskInsights.Dashboard.Components.Controls;

/// <summary>One bar of a cross-filter card.</summary>
/// <param name="Key">The code that a click filters by; null for a row that stands for several ("12 others").</param>
/// <param name="Label">The code in words.</param>
/// <param name="Value">Length of the bar, at least 0.</param>
/// <param name="Text">The value as shown.</param>
/// <param name="Exact">The value with all its digits.</param>
/// <param name="Previous">Value of the compared period; drawn as a tick.</param>
/// <param name="Change">Change against it, signed.</param>
public sealed record BarRow(string? Key, string Label, double Value, string Text, string? Exact = null, double? Previous = null, string? Change = null);
