using Bunit;
using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.Tables;

namespace RiskInsights.Tests.Components.Tables;

public sealed class DataTableTests : ComponentTest
{
    private readonly List<TableRequest> _requests = [];
    private IReadOnlySet<long> _selected = new HashSet<long>();

    private sealed record Row(long Key, string Name, decimal Volume);

    private static RenderFragment Columns => builder =>
    {
        void Column(string title, string? sort, bool right, bool hidden, Func<Row, string?> text)
        {
            builder.OpenComponent<TableColumn<Row>>(0);
            builder.AddComponentParameter(1, "Title", title);
            builder.AddComponentParameter(2, "Sort", sort);
            builder.AddComponentParameter(3, "Right", right);
            builder.AddComponentParameter(4, "Hidden", hidden);
            builder.AddComponentParameter(5, "Text", text);
            builder.CloseComponent();
        }
        Column("Account", "account", false, false, r => r.Name);
        Column("Volume", "volume", true, false, r => r.Volume.ToString("0"));
        Column("Note", null, false, true, _ => "hidden");
    };

    private IRenderedComponent<DataTable<Row>> Table(int rows = 42, string key = "a") => Render<DataTable<Row>>(p => p
        .Add(t => t.Title, "Accounts").Add(t => t.Columns, Columns).Add(t => t.PageSize, 10).Add(t => t.SortBy, "volume").Add(t => t.Key, key).Add(t => t.Csv, "/accounts.csv")
        .Add(t => t.KeyOf, r => r.Key).Add(t => t.Selected, _selected).Add(t => t.SelectedChanged, s => _selected = s)
        .Add(t => t.Load, (request, _) =>
        {
            _requests.Add(request);
            var page = Enumerable.Range(0, rows).Skip(request.Offset).Take(request.PageSize).Select(i => new Row(i, "AC-" + i, 1000 - i)).ToList();
            return Task.FromResult(new TablePage<Row>(page, rows));
        }));

    [Fact]
    public void DataTable_AtFirst_ReadsOneSortedPage()
    {
        var table = Table();
        Assert.Equal([new TableRequest(0, 10, "volume", true)], _requests);
        Assert.Equal(10, table.FindAll("tbody tr").Count);
        Assert.Equal(["Account", "Volumearrow_downward"], table.FindAll("th:not(.select-cell)").Select(h => h.TextContent.Trim()));
        Assert.Equal("descending", table.FindAll("th")[2].GetAttribute("aria-sort"));
        Assert.Contains("1–10 of 42", table.Find(".card-foot").TextContent, StringComparison.Ordinal);
        Assert.Equal("Download CSV of all 42 rows", table.Find("a[download]").GetAttribute("title"));
    }

    [Fact]
    public async Task DataTable_SortedByAName_BeginsAtAAndThenTurns()
    {
        var table = Table();
        await table.FindAll("th button")[0].ClickAsync();
        await table.FindAll("th button")[0].ClickAsync();
        Assert.Equal([new("account", false), new("account", true)], _requests.Skip(1).Select(r => (r.SortBy, r.Descending)));
    }

    [Fact]
    public async Task DataTable_Turned_StopsAtBothEnds()
    {
        var table = Table(rows: 12);
        Assert.True(table.Find("[aria-label='Previous page']").HasAttribute("disabled"));
        await table.Find("[aria-label='Next page']").ClickAsync();
        Assert.Equal(1, _requests[^1].Page);
        Assert.Contains("11–12 of 12", table.Find(".card-foot").TextContent, StringComparison.Ordinal);
        Assert.True(table.Find("[aria-label='Next page']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task DataTable_WithAnotherKey_BeginsAgainAtTheFirstPage()
    {
        var table = Table();
        await table.Find("[aria-label='Next page']").ClickAsync();
        table.Render(p => p.Add(t => t.Key, "b"));
        Assert.Equal(0, _requests[^1].Page);
        Assert.Equal(3, _requests.Count);
    }

    [Fact]
    public async Task DataTable_RowsSelected_AreKeptAcrossPages()
    {
        _selected = new HashSet<long> { 99 };
        var table = Table();
        await table.FindAll("tbody input")[1].ChangeAsync(true);
        Assert.Equal([1L, 99L], _selected.Order());
        table.Render(p => p.Add(t => t.Selected, _selected));
        Assert.Equal("true", table.FindAll("tbody tr")[1].GetAttribute("aria-selected"));
        await table.Find("thead input").ChangeAsync(true);
        Assert.Equal(11, _selected.Count);
    }

    [Fact]
    public async Task DataTable_AColumnChosen_Appears()
    {
        var table = Table();
        await table.FindAll(".column-list input")[2].ChangeAsync(true);
        Assert.Equal("Note", table.FindAll("th")[^1].TextContent.Trim());
    }

    [Fact]
    public void DataTable_WithoutRows_SaysWhatToDo() => Assert.Equal("No row matches", Table(rows: 0).Find(".state b").TextContent);

    [Fact]
    public async Task DataTable_ThatFails_CanBeReadAgain()
    {
        var fails = true;
        var table = Render<DataTable<Row>>(p => p.Add(t => t.Title, "Accounts").Add(t => t.Columns, Columns)
            .Add(t => t.Load, (_, _) => fails ? throw new InvalidOperationException("no answer") : Task.FromResult(new TablePage<Row>([new(1, "AC-1", 1)], 1))));
        Assert.Equal("This table did not load", table.Find(".state.error b").TextContent);
        fails = false;
        await table.Find(".state button").ClickAsync();
        Assert.Single(table.FindAll("tbody tr"));
    }
}
