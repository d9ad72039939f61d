using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Portfolio;

/// <summary>Says a filter in words: "1 Jul – 30 Sep 2025 · Channel = Mobile".</summary>
internal static class FilterWords
{
    public static string Of(OverviewView view, Formats format, Labels labels) =>
        string.Join(" · ", view.Filter.Selections.Select(s => $"{labels.Of(s.Dimension)} = {Values(s, labels)}").Prepend(format.Range(view.Question.Period)));

    /// <summary>"Mobile only", for the cards that another card filters; null when no other does.</summary>
    public static string? Others(OverviewView view, Dimension own, Labels labels)
    {
        var others = view.Filter.Selections.Where(s => s.Dimension != own).ToList();
        return others.Count == 0 ? null : string.Join(", ", others.Select(s => Values(s, labels)));
    }

    private static string Values(Selection selection, Labels labels) => string.Join(", ", selection.Values.Select(v => labels.Of(selection.Dimension, v)));
}
