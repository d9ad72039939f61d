using Microsoft.AspNetCore.Components;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Tracking;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>The runs; what is selected stays selected on other pages of the table, in the comparison and on the way back.</summary>
public sealed partial class RunTable
{
    private IReadOnlySet<string> _columns = new HashSet<string>(StringComparer.Ordinal);
    private IReadOnlySet<long> _selected = new HashSet<long>();
    private string? _selectedText;
    private RunFigures _figures = null!;

    [Parameter, EditorRequired] public RunsView View { get; set; } = null!;

    [Parameter, EditorRequired] public RunsPage Page { get; set; } = null!;

    /// <summary>Rises when something was trained.</summary>
    [Parameter, EditorRequired] public long Version { get; set; }

    [Inject] private TrainingRuns Runs { get; set; } = null!;

    [Inject] private TrackingOptions Tracking { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    private string? OpenText => RunViews.TextOf([.. View.Open.Order()]);

    private string Counted => View.IsFiltered
        ? T["Runs.CountedOf", Format.Number(Page.Error is null ? Page.List.Runs.Count : 0), Format.Number(Page.List.Total)]
        : T["Runs.Counted", Format.Number(Page.List.Total)];

    private SourceInfo Source => new(T["Runs.Meaning"], TrainingRuns.Query)
    {
        Filters = View.IsFiltered ? string.Join(" · ", new[] { View.Choices.Model, View.Choices.Status, View.Choices.Kind, View.Query }.Where(f => !string.IsNullOrEmpty(f))) : null,
    };

    protected override void OnInitialized() => _figures = new RunFigures(Format);

    protected override void OnParametersSet()
    {
        _columns = View.ColumnsOf(Page.List);

        // A set compares by reference: it is a new one only where the address holds another selection.
        var text = RunViews.TextOf(View.Selected) ?? "";
        if (!string.Equals(text, _selectedText, StringComparison.Ordinal))
            (_selectedText, _selected) = (text, View.Selected.ToHashSet());
    }

    private async Task<TablePage<RunLine>> ReadAsync(TableRequest request, CancellationToken cancellation)
    {
        if (Page.Error is not null)
            return new TablePage<RunLine>([], 0);
        var order = request.SortBy is { } name ? new RunOrder(name, request.Descending) : RunOrder.Newest;
        KeepOrder(order);
        var list = await Runs.ListAsync(RunViews.FilterOf(View.Url), order, cancellation);
        var lines = list.Folded(View.Open);
        return new TablePage<RunLine>([.. lines.Skip(request.Offset).Take(request.PageSize)], lines.Count);
    }

    private void KeepOrder(RunOrder order)
    {
        if (View.Order != order)
            Navigation.NavigateTo(View.With("sort", RunViews.TextOf(order)), replace: true);
    }

    private void Select(IReadOnlySet<long> selected)
    {
        // In the order of selection: the first is what the others are compared with.
        IReadOnlyList<long> ordered = [.. View.Selected.Where(selected.Contains), .. selected.Where(n => !View.Selected.Contains(n)).Order()];
        Navigation.NavigateTo(View.WithSelected(ordered), replace: true);
    }

    private void ChooseColumns(IReadOnlyList<string> columns) => Navigation.NavigateTo(View.With("columns", string.Join(',', columns)), replace: true);

    private bool Hides(string column) => !_columns.Contains(column);

    private string Details(StoredRun run) => DashboardUrls.Experiment(View.Url, run.Number);

    private static double? Metric(StoredRun run, string name) => run.Metrics.TryGetValue(name, out var value) ? value : null;
}
