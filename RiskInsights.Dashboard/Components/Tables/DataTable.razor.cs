using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.States;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Tables;

/// <summary>
/// A table that reads one page of rows at a time. Columns are <see cref="TableColumn{TRow}"/> inside <see cref="Columns"/>;
/// it starts again at the first page when <see cref="Key"/> changes.
/// </summary>
public sealed partial class DataTable<TRow> : IDisposable
{
    private readonly List<TableColumn<TRow>> _columns = [];
    private TableRequest _request = new(0, 25, null, false);
    private TablePage<TRow>? _page;
    private CancellationTokenSource? _reading;
    private Failure? _failure;
    private object? _key;
    private bool _started;
    private bool _loading = true;

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>In grey beside the title; the number of rows by default.</summary>
    [Parameter] public string? Subtitle { get; set; }

    [Parameter, EditorRequired] public RenderFragment? Columns { get; set; }

    [Parameter, EditorRequired] public Func<TableRequest, CancellationToken, Task<TablePage<TRow>>> Load { get; set; } = null!;

    /// <summary>What the rows depend on, compared by equality: the filter, usually.</summary>
    [Parameter] public object? Key { get; set; }

    [Parameter] public int PageSize { get; set; } = 25;

    /// <summary>The <c>Sort</c> of the column that is sorted at first.</summary>
    [Parameter] public string? SortBy { get; set; }

    [Parameter] public bool Descending { get; set; } = true;

    /// <summary>Columns of the page's twelve.</summary>
    [Parameter] public int Span { get; set; } = 12;

    /// <summary>Address of a CSV with every row that matches, not of this page alone.</summary>
    [Parameter] public string? Csv { get; set; }

    [Parameter] public SourceInfo? Source { get; set; }

    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>A bar between header and rows: the table's own filters. It stays when no row matches.</summary>
    [Parameter] public RenderFragment? Above { get; set; }

    [Parameter] public RenderFragment? Footer { get; set; }

    /// <summary>Shown instead of the table when no row matches.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Makes rows selectable: the key of a row.</summary>
    [Parameter] public Func<TRow, long>? KeyOf { get; set; }

    /// <summary>Keys that are selected, on any page.</summary>
    [Parameter] public IReadOnlySet<long> Selected { get; set; } = new HashSet<long>();

    [Parameter] public EventCallback<IReadOnlySet<long>> SelectedChanged { get; set; }

    /// <summary>J and K walk the rows, Space selects.</summary>
    [Parameter] public bool Walk { get; set; }

    /// <summary>The analyst chose columns: the names of those that are shown now, for an address.</summary>
    [Parameter] public EventCallback<IReadOnlyList<string>> OnColumns { get; set; }

    /// <summary>The page that was read, for what stands beside the table.</summary>
    [Parameter] public EventCallback<TablePage<TRow>> OnRead { get; set; }

    private IEnumerable<TableColumn<TRow>> Shown => _columns.Where(c => c.IsShown);

    private string? Counted => _page is null ? null : T["Table.Rows", Format.Number(_page.Total)].Value;

    private string CsvTitle => _page is null ? T["Table.Csv"] : T["Table.CsvRows", Format.Number(_page.Total)];

    private bool HasNext => _page is not null && _request.Offset + _page.Rows.Count < _page.Total;

    private string Position => _page is null ? "" : _page.Rows.Count == 0
        ? T["Table.NoRows"]
        : T["Table.Position", Format.Number(_request.Offset + 1), Format.Number(_request.Offset + _page.Rows.Count), Format.Number(_page.Total)];

    private bool AllSelected => KeyOf is not null && _page is { Rows.Count: > 0 } && _page.Rows.All(IsSelected);

    internal void Add(TableColumn<TRow> column)
    {
        _columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(TableColumn<TRow> column) => _columns.Remove(column);

    /// <summary>A column was shown or hidden from outside.</summary>
    internal void Refresh() => StateHasChanged();

    protected override Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || (_started && Equals(_key, Key))) return Task.CompletedTask;
        _request = _started ? _request with { Page = 0, PageSize = PageSize } : new(0, PageSize, SortBy, Descending);
        _started = true;
        _key = Key;
        return ReadAsync();
    }

    /// <summary>Reads the page again, for example after rows were changed.</summary>
    public async Task ReadAsync()
    {
        _failure = null;
        _loading = true;
        StateHasChanged();
        _reading?.Cancel();
        var reading = _reading = new CancellationTokenSource();
        try
        {
            var page = await Load(_request, reading.Token);
            if (reading.IsCancellationRequested) return;
            _page = page;
            await OnRead.InvokeAsync(page);
        }
        catch (Exception) when (reading.IsCancellationRequested)
        {
            // However it ends, nobody waits for it any more.
            return;
        }
        catch (Exception exception)
        {
            _failure = Failure.Log(Logger, exception, Title);
        }
        _loading = false;
        StateHasChanged();
    }

    private Task ChooseColumnsAsync()
    {
        StateHasChanged();
        return OnColumns.InvokeAsync([.. Shown.Select(c => c.Name).OfType<string>()]);
    }

    private string? SortOf(TableColumn<TRow> column) =>
        column.Sort is null || !string.Equals(column.Sort, _request.SortBy, StringComparison.Ordinal) ? null : _request.Descending ? "descending" : "ascending";

    private Task SortAsync(TableColumn<TRow> column)
    {
        var again = SortOf(column) is not null;
        // Numbers are first wanted largest first, names from A.
        _request = _request with { Page = 0, SortBy = column.Sort, Descending = again ? !_request.Descending : column.Right };
        return ReadAsync();
    }

    private Task TurnAsync(int pages)
    {
        _request = _request with { Page = Math.Max(0, _request.Page + pages) };
        return ReadAsync();
    }

    private bool IsSelected(TRow row) => KeyOf is not null && Selected.Contains(KeyOf(row));

    private Task SelectAsync(TRow row)
    {
        var key = KeyOf!(row);
        return SelectedChanged.InvokeAsync(Selected.Contains(key) ? Selected.Where(k => k != key).ToHashSet() : [.. Selected, key]);
    }

    private Task SelectAllAsync()
    {
        var keys = _page!.Rows.Select(KeyOf!).ToList();
        return SelectedChanged.InvokeAsync(AllSelected ? Selected.Except(keys).ToHashSet() : [.. Selected, .. keys]);
    }

    private void DefaultEmpty(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Table.Empty"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Detail), T["Table.EmptyDetail"].Value);
        builder.CloseComponent();
    }

    public void Dispose()
    {
        _reading?.Cancel();
        _reading?.Dispose();
    }
}
