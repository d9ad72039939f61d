using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Portfolio;

/// <summary>The volume by one dimension; a click filters the page by it.</summary>
public sealed partial class BreakdownCard
{
    /// <summary>What fits beside its neighbours; the smaller ones share a row.</summary>
    private const int MostBars = 6;

    private IReadOnlyList<BarRow> _rows = [];

    [Parameter, EditorRequired] public OverviewView View { get; set; } = null!;

    [Parameter, EditorRequired] public Dimension Dimension { get; set; }

    /// <summary>The same dimension as the core calls it.</summary>
    [Parameter, EditorRequired] public PortfolioDimension Of { get; set; }

    [Parameter] public EventCallback<(Dimension Dimension, string Code)> OnToggle { get; set; }

    [Parameter] public bool ShowPreviousKey { get; set; }

    [Inject] private Labels Labels { get; set; } = null!;

    private string Subtitle => FilterWords.Others(View, Dimension, Labels) is { } others ? T["Overview.Only", others] : T["Overview.VolumeShort"];

    private SourceInfo Source => new(T["Overview.BreakdownMeaning"], PortfolioSql.Breakdown(View.Question, Of))
    {
        Filters = FilterWords.Of(View, Format, Labels),
        Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
    };

    protected override void OnParametersSet()
    {
        var all = View.Answer.Breakdowns[Of];
        var chosen = View.Filter.Of(Dimension);
        var alone = all.Count <= MostBars
            ? all
            : [.. all.Where((row, place) => place < MostBars - 1 || chosen.Contains(row.Code, StringComparer.Ordinal))];
        var rest = all.Except(alone).ToList();
        _rows = [.. alone.Select(r => Row(r.Code, Labels.Of(Dimension, r.Code), r.VolumeCents, r.PreviousVolumeCents))];
        if (rest.Count > 0)
            _rows = [.. _rows, Row(null, T["Overview.Others", rest.Count], rest.Sum(r => r.VolumeCents), rest.Sum(r => r.PreviousVolumeCents))];
    }

    private BarRow Row(string? code, string label, long cents, long previousCents)
    {
        var (now, before) = (cents / 100m, previousCents / 100m);
        return new BarRow(
            code, label, cents, Format.MoneyShort(now, View.Bank.Currency), Format.Money(now, View.Bank.Currency),
            View.IsCompared ? previousCents : null, View.IsCompared ? Format.PercentChange(now, before) : null);
    }
}
