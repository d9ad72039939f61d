using Bunit;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Controls;

public sealed class FigureTests : ComponentTest
{
    private static readonly SourceInfo Source = new("Sum of debits and credits", "SELECT 1") { Shown = "€148.3M", Exact = "€148,301,222.10", RowsUrl = "/rows" };

    [Fact]
    public void KpiCard_WithAChange_ShowsWordsAndOpensItsRows()
    {
        var card = Render<KpiCard>(p => p.Add(c => c.Label, "Volume").Add(c => c.Value, "€148.3M").Add(c => c.Exact, "€148,301,222.10").Add(c => c.Change, "−2.6%").Add(c => c.Against, "vs €152.2M").Add(c => c.Trend, [1, 3, 2]).Add(c => c.Href, "/rows").Add(c => c.Source, Source));
        Assert.Equal("€148,301,222.10", card.Find(".kpi-value").GetAttribute("title"));
        Assert.Equal("south_east−2.6%", card.Find(".kpi-change b").TextContent);
        Assert.Contains("vs €152.2M", card.Find(".kpi-change").TextContent, StringComparison.Ordinal);
        Assert.Equal("/rows", card.Find(".kpi-label > a").GetAttribute("href"));
        Assert.Empty(card.FindAll(".alert"));
    }

    [Fact]
    public void KpiCard_PastALimit_TakesAColourAndNamesTheLimit()
    {
        var card = Render<KpiCard>(p => p.Add(c => c.Label, "Default rate").Add(c => c.Value, "2.31%").Add(c => c.Change, "+0.18 pp").Add(c => c.Alert, "limit 2.25%"));
        Assert.Equal("warning+0.18 pp", card.Find(".kpi-change.alert b").TextContent);
        Assert.Contains("limit 2.25%", card.Find(".alert").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void KpiCard_BeingRead_IsBusy()
    {
        var card = Render<KpiCard>(p => p.Add(c => c.Label, "Volume").Add(c => c.Value, null));
        Assert.Equal("true", card.Find("section").GetAttribute("aria-busy"));
        Assert.NotEmpty(card.FindAll(".skeleton"));
    }

    [Fact]
    public void Sparkline_OfValues_RunsFromLowToHigh()
    {
        var path = Render<Sparkline>(p => p.Add(s => s.Values, [0, 5, 10])).Find("path").GetAttribute("d");
        Assert.Equal("M4 36L60 20L116 4", path);
        Assert.Empty(Render<Sparkline>(p => p.Add(s => s.Values, [1])).Markup.Trim());
    }

    [Fact]
    public void SourcePopover_OfAFigure_SaysEverythingAndCopiesTheQuery()
    {
        var popover = Render<SourcePopover>(p => p.Add(s => s.Source, Source).Add(s => s.Title, "Volume"));
        var opener = popover.Find("button[popovertarget]");
        Assert.Equal("Source of Volume", opener.GetAttribute("aria-label"));
        Assert.Equal(popover.Find("[popover]").Id, opener.GetAttribute("popovertarget"));
        Assert.Equal("Where €148.3M comes from", popover.Find("h2").TextContent);
        Assert.Equal(["Meaning", "Exact value", "Query"], popover.FindAll("dt").Select(d => d.TextContent));
        Assert.Equal("SELECT 1", popover.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.Equal("/rows", popover.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void ConfusionMatrix_OfCounts_AddsItsRows()
    {
        var matrix = Render<ConfusionMatrix>(p => p.Add(m => m.TrueNegatives, 29434).Add(m => m.FalsePositives, 1320).Add(m => m.FalseNegatives, 449).Add(m => m.TruePositives, 279).Add(m => m.FalseNegativeCost, "cost €3.77M"));
        Assert.Equal(["29,434", "1,320", "449", "279"], matrix.FindAll("td b").Select(b => b.TextContent));
        Assert.Equal(["Paid30,754", "Defaulted728"], matrix.FindAll("th[scope=row]").Select(h => h.TextContent));
        Assert.Contains("cost €3.77M", matrix.Find(".bad").TextContent, StringComparison.Ordinal);
    }
}
