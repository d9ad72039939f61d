using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Controls;

/// <summary>The filters of a page, under its header. It changes the URL; the page follows it.</summary>
public sealed partial class FilterBar
{
    private readonly string _picker = ElementId.Next("period");

    [Parameter, EditorRequired] public DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    /// <summary>First and last day with data: presets end on the last.</summary>
    [Parameter, EditorRequired] public DataSpan Data { get; set; }

    /// <summary>The dimensions that this page can filter by.</summary>
    [Parameter] public IReadOnlyList<FilterOptions> Options { get; set; } = [];

    [Parameter] public bool ShowPresets { get; set; } = true;

    [Parameter] public bool ShowComparison { get; set; } = true;

    /// <summary>The page's own filters, after the comparison.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Buttons at the right, after Copy view: Export.</summary>
    [Parameter] public RenderFragment? Right { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    // "Custom" opens the picker, where its dates are chosen.
    private IReadOnlyList<SegmentOption<PeriodPreset>> Presets =>
        [.. Enum.GetValues<PeriodPreset>().Select(p => new SegmentOption<PeriodPreset>(p, T["Preset." + p], Opens: p == PeriodPreset.Custom ? _picker : null))];

    /// <summary>The address of exactly this view: with its dates, also where the page chose them.</summary>
    private string ViewUrl => new Uri(new Uri(Navigation.BaseUri), DashboardUrls.WithFilter(Navigation.Uri, Filter.During(Filter.PeriodIn(Data)))).AbsoluteUri;

    private void Go(DashboardFilter filter) => Navigation.NavigateTo(DashboardUrls.WithFilter(Navigation.Uri, filter));

    private void Choose(PeriodPreset preset) => Go(Filter.During(PeriodPresets.Of(preset, Data.Last)));

    private string ComparisonText(Comparison comparison) => comparison switch
    {
        Comparison.None => T["Comparison.None"],
        Comparison.YearBefore => T["Comparison.YearBefore"],
        _ => T["Comparison.Previous." + Filter.PresetIn(Data)],
    };

    private string Words(Selection selection) => string.Join(", ", selection.Values.Select(v => Labels.Of(selection.Dimension, v)));
}
