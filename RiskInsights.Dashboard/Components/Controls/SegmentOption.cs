namespace RiskInsights.Dashboard.Components.Controls;

/// <summary>One choice of a segmented control.</summary>
/// <param name="Opens">Id of a popover that the choice opens instead of raising a value.</param>
/// <param name="Count">A number in grey after the text, already formatted.</param>
public sealed record SegmentOption<TValue>(TValue Value, string Text, string? Icon = null, string? Count = null, string? Title = null, string? Opens = null)
    where TValue : notnull;
