using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Insights.Anomalies;

namespace RiskInsights.Tests.Components;

public sealed class AnomalyExplorerTests : IAsyncLifetime
{
    private WatchedBank _bank = null!;
    private AnomalyPageTest _page = null!;

    public async Task InitializeAsync()
    {
        _bank = await WatchedBank.CreateAsync();
        _page = new AnomalyPageTest(_bank);
    }

    public async Task DisposeAsync()
    {
        await _page.DisposeAsync();
        _bank.Dispose();
    }

    [Fact]
    public async Task Explorer_AtFirst_ShowsTheQueueItsCountsAndTheTop()
    {
        var explorer = await ExplorerAsync("/anomalies?contamination=0.01");
        Assert.Equal(10, Rows(explorer).Count);
        Assert.Contains("1,024 scored, 10 above the line", explorer.Markup, StringComparison.Ordinal);
        explorer.WaitForAssertion(() => Assert.Contains("Why it stands out", explorer.Markup, StringComparison.Ordinal));
        var spec = explorer.FindComponent<Chart>().Instance.Spec;
        Assert.Equal(await _bank.Anomalies.ScoreAtAsync(1, 0.01), spec.Points!.Limit, 6);
        Assert.StartsWith(DashboardUrls.AnomalyFeed + "?version=1&verdict=0&from=2024-01-01&to=2024-07-18", spec.Points.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explorer_LassoDrawn_SelectsTheRowsAndWritesTheAddress()
    {
        var explorer = await ExplorerAsync("/anomalies?contamination=0.01");
        var chart = explorer.FindComponent<Chart>();
        await explorer.InvokeAsync(() => chart.Instance.OnSelect.InvokeAsync(WatchedBank.Strange.ToHashSet()));
        explorer.WaitForAssertion(() => Assert.Equal(4, explorer.FindAll("tr[aria-selected=true]").Count));
        Assert.EndsWith("selected=9001,9002,9003,9004", _page.Url, StringComparison.Ordinal);
        Assert.Contains("4 selected", explorer.Find(".scatter-card .card-sub").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explorer_RowTicked_MarksThePointAndAClickOnItGivesItUp()
    {
        var explorer = await ExplorerAsync("/anomalies");
        await explorer.Find("tbody input[type=checkbox]").ChangeAsync(true);
        var marked = Assert.Single(explorer.FindComponent<Chart>().Instance.Selected!);
        await explorer.InvokeAsync(() => explorer.FindComponent<Chart>().Instance.OnPoint.InvokeAsync(marked));
        Assert.Empty(explorer.FindComponent<Chart>().Instance.Selected!);
    }

    [Fact]
    public async Task Explorer_OfAnAddressWithASelection_RestoresItAndShowsItAlone()
    {
        var explorer = await ExplorerAsync("/anomalies?selected=9001,9003,1199&only=selected");
        Assert.Equal(3, Rows(explorer).Count);
        Assert.Equal([1199L, 9001, 9003], explorer.FindComponent<Chart>().Instance.Selected!.Order());
        Assert.Contains("selected=1199,9001,9003", explorer.FindAll("a[download]")[^1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explorer_VerdictSaved_CountsAgainAndFetchesThePoints()
    {
        var explorer = await ExplorerAsync("/anomalies?contamination=0.01&selected=9001,9002");
        var before = explorer.FindComponent<Chart>().Instance.Spec;
        await explorer.Find("[data-shortcut=f]").ClickAsync();
        await explorer.Find("[data-shortcut='ctrl+enter']").ClickAsync();
        explorer.WaitForAssertion(() => Assert.Contains("8", explorer.FindAll(".filters .segmented button")[1].TextContent, StringComparison.Ordinal));
        explorer.WaitForAssertion(() => Assert.NotEqual(before.Points!.Url, explorer.FindComponent<Chart>().Instance.Spec.Points!.Url));
        explorer.WaitForAssertion(() => Assert.Empty(explorer.FindComponent<Chart>().Instance.Selected!));
        explorer.WaitForAssertion(() => Assert.Equal(2, explorer.FindAll("tbody .tag.high").Count));
    }

    [Fact]
    public async Task Explorer_LineMoved_DrawsAtOnceAndFetchesNothing()
    {
        var explorer = await ExplorerAsync("/anomalies");
        var before = explorer.FindComponent<Chart>().Instance.Spec;
        await explorer.Find(".contamination input").InputAsync((LatestSearch.Contaminations.Count - 1).ToString());
        var after = explorer.FindComponent<Chart>().Instance.Spec;
        Assert.True(after.Points!.Limit < before.Points!.Limit);
        Assert.Equal(before.Points.Url, after.Points.Url);
        await explorer.Find(".contamination input").ChangeAsync((LatestSearch.Contaminations.Count - 1).ToString());
        Assert.EndsWith("contamination=0.05", _page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explorer_NothingFlagged_SaysSoAndOffersTheQueue()
    {
        var explorer = await ExplorerAsync("/anomalies?verdicts=flagged");
        explorer.WaitForAssertion(() => Assert.Contains("Nothing is flagged here", explorer.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("verdicts", explorer.Find(".state a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scatter_AsATable_CountsTheBands()
    {
        var explorer = await ExplorerAsync("/anomalies");
        await explorer.Find(".scatter-card [aria-label='Show as table']").ClickAsync();
        explorer.WaitForAssertion(() => Assert.Equal(7, explorer.FindAll(".scatter-card tbody tr").Count));
        var total = explorer.FindAll(".scatter-card tbody td").Where((_, i) => i % 5 < 4).Sum(c => int.Parse(c.TextContent.Replace(",", "", StringComparison.Ordinal)));
        Assert.Equal(1024, total);
    }

    [Fact]
    public async Task Page_SearchAgain_QueuesTheSearchAndShowsItsProgress()
    {
        var page = _page.Render<RiskInsights.Dashboard.Components.Pages.Anomalies>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".scatter-card")));
        await page.FindAll(".scatter-card button").Single(b => b.TextContent.Contains("Search again", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".job-panel")));
        var queue = _page.Services.GetRequiredService<JobQueue>();
        Assert.Equal((JobKinds.Train, AnomalyDetection.ModelName, "Ana Morel"), queue.Open.Select(j => (j.Kind, j.Subject, j.StartedBy)).Single());
        await page.InvokeAsync(() => page.Find(".job-panel .danger").Click());
    }

    private async Task<IRenderedComponent<AnomalyExplorer>> ExplorerAsync(string url)
    {
        _page.Open(url);
        var search = await _page.SearchAsync();
        var explorer = _page.Render<AnomalyExplorer>(p => p.Add(e => e.Bank, _page.Bank).Add(e => e.Search, search).Add(e => e.View, _page.View()));
        explorer.WaitForAssertion(() => Assert.Empty(explorer.FindAll("tbody .skeleton")));
        explorer.WaitForAssertion(() => Assert.Contains("above the line", explorer.Markup, StringComparison.Ordinal));
        return explorer;
    }

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<AnomalyExplorer> explorer) => [.. explorer.FindAll("tr[data-row]")];
}
