using System.Globalization;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Expected cost at every threshold, on the axis of the slider under it.</summary>
internal static class CostChart
{
    private const int Marks = 5;

    /// <summary>Room for the amounts at the left: the slider begins where they end (model.css).</summary>
    private const int Room = 60;

    public static ChartSpec Of(ThresholdChoice choice, string currency, IStringLocalizer<Texts> texts, Formats format)
    {
        // Refusing nearly everybody costs many times the rest and would press the valley flat: the curve may leave at the top.
        var (cheapest, last) = ((double)choice.Cheapest.Cost, (double)choice.Steps[^1].Cost);
        var highest = (double)choice.Steps.Max(s => s.Cost);
        var top = Math.Max(Math.Max(last, (double)choice.Chosen.Cost), Math.Max(cheapest * 1.6, highest * 0.02)) * 1.04;
        var axis = AxisTicks.For([cheapest * 0.9, top], t => format.MoneyShort((decimal)t, currency), count: 4);
        var low = axis.Range![0];
        var series = ChartSeries.Line(texts["Threshold.Cost"], choice.Steps.Select(s => s.Threshold), choice.Steps.Select(s => (double)s.Cost)) with
        {
            Texts = [.. choice.Steps.Select(s => $"{format.Threshold(s.Threshold)}: {format.Money(s.Cost, currency, 0)}")],
        };
        return new ChartSpec
        {
            Series = [series],
            X = new ChartAxis { Range = [0, choice.Steps[^1].Threshold], HideLabels = true },
            Y = axis with { Range = [low, top], Room = Room },
            Rules = [.. Thresholds(choice, texts, format)],
            Hover = ChartHover.Closest,
        };
    }

    /// <summary>The labels under the slider: where each stands, and its text.</summary>
    public static IEnumerable<(string Style, string Text)> Ticks(double highest, Formats format) =>
        Enumerable.Range(0, Marks + 1).Select(i => (
            string.Create(CultureInfo.InvariantCulture, $"left:{100.0 * i / Marks:0.##}%"), format.Percent(highest * i / Marks, 0)));

    private static IEnumerable<ChartRule> Thresholds(ThresholdChoice choice, IStringLocalizer<Texts> texts, Formats format)
    {
        var (chosen, cheapest) = (choice.Chosen.Threshold, choice.Cheapest.Threshold);
        var chosenIsRight = chosen >= cheapest;
        // Words before a line need room for themselves.
        string? Words(string key, double at, bool right) => right || at > choice.Steps[^1].Threshold / 4 ? texts[key, format.Threshold(at)].Value : null;

        if (!choice.IsCheapest)
            yield return new ChartRule(cheapest, Words("Threshold.Cheapest", cheapest, !chosenIsRight)) { Vertical = true, Dash = ChartDash.Dot, Colour = "ref", TextBefore = chosenIsRight };
        var before = !chosenIsRight || chosen > choice.Steps[^1].Threshold * 0.75;
        if (chosenIsRight && before && !choice.IsCheapest && chosen - cheapest < choice.Steps[^1].Threshold / 3) before = false;
        yield return new ChartRule(chosen, Words(choice.IsCheapest ? "Threshold.Cheapest" : "Threshold.Chosen", chosen, !before)) { Vertical = true, Dash = ChartDash.Solid, Colour = "accent", Strong = true, TextBefore = before };
    }
}
