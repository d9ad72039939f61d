using Microsoft.AspNetCore.Components;

namespace RiskInsights.Dashboard.Components.Tables;

/// <summary>A column of a <see cref="DataTable{TRow}"/>: either text by <see cref="Text"/> or markup as its content.</summary>
public sealed class TableColumn<TRow> : ComponentBase, IDisposable
{
    private bool _hidden;

    [CascadingParameter] private DataTable<TRow> Table { get; set; } = null!;

    /// <summary>Head of the column.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>What an address calls the column, where a page keeps the choice of columns in it.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>Name by which rows are sorted; a column without it cannot be sorted.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Numbers stand at the right.</summary>
    [Parameter] public bool Right { get; set; }

    /// <summary>Hidden until the analyst chooses it; a change hides or shows it.</summary>
    [Parameter] public bool Hidden { get; set; }

    /// <summary>Further classes of the cells, for example <c>secondary</c>.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Text of a cell.</summary>
    [Parameter] public Func<TRow, string?>? Text { get; set; }

    /// <summary>Markup of a cell.</summary>
    [Parameter] public RenderFragment<TRow>? ChildContent { get; set; }

    internal bool IsShown { get; set; } = true;

    /// <summary>What stands in the cell of a row.</summary>
    internal RenderFragment Cell(TRow row) =>
        ChildContent is not null ? ChildContent(row) : builder => builder.AddContent(0, Text?.Invoke(row));

    internal string CellClass => (Right ? "right " : "") + Class;

    protected override void OnInitialized()
    {
        IsShown = !Hidden;
        _hidden = Hidden;
        Table.Add(this);
    }

    protected override void OnParametersSet()
    {
        if (_hidden == Hidden)
            return;
        _hidden = Hidden;
        if (IsShown == !Hidden)
            return;
        IsShown = !Hidden;
        Table.Refresh();
    }

    public void Dispose() => Table.Remove(this);
}
