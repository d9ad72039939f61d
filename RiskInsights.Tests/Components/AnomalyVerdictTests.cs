using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Insights.Anomalies;

namespace RiskInsights.Tests.Components;

public sealed class AnomalyVerdictTests : IAsyncLifetime
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
    public async Task VerdictForm_AFraudWithANote_IsStoredWithTheAnalystsName()
    {
        var decided = 0;
        var form = _page.Render<VerdictForm>(p => p.Add(f => f.Selected, new HashSet<long> { 9001, 9002 }).Add(f => f.OnDecided, () => decided++));
        await form.Find("[data-shortcut=f]").ClickAsync();
        await form.Find("textarea").InputAsync("Same beneficiary");
        Assert.StartsWith("Flag 2 transactions", form.Find("button.primary").TextContent.Trim(), StringComparison.Ordinal);
        await form.Find("[data-shortcut='ctrl+enter']").ClickAsync();
        form.WaitForAssertion(() => Assert.Equal(1, decided));

        var rows = await _bank.Selections.RowsAsync(1, [9001, 9002], new AnomalyPage(AnomalySort.Score, false, 0, 5));
        Assert.All(rows, r => Assert.Equal(("fraud", "Same beneficiary", "Ana Morel"), (r.Verdict, r.Note, r.DecidedBy)));
        Assert.Equal("2 transactions: Fraud", Assert.Single(_page.Services.GetRequiredService<Toasts>().Shown).Title);
        Assert.Empty(form.FindAll(".verdict-buttons [aria-pressed=true]"));
    }

    [Fact]
    public async Task VerdictForm_WithoutVerdictOrSelection_SaysWhatIsMissingAndStoresNothing()
    {
        var form = _page.Render<VerdictForm>(p => p.Add(f => f.Selected, new HashSet<long>()));
        Assert.Contains("Select transactions first", form.Find("button.primary").GetAttribute("title"), StringComparison.Ordinal);
        form.Render(p => p.Add(f => f.Selected, new HashSet<long> { 9001 }));
        Assert.Equal("Choose a verdict first", form.Find("button.primary").GetAttribute("title"));
        await form.Find("button.primary").ClickAsync();
        form.Render(p => p.Add(f => f.Selected, Enumerable.Range(1, 10_001).Select(i => (long)i).ToHashSet()));
        await form.Find("[data-shortcut=l]").ClickAsync();
        Assert.Contains("At most 10,000", form.Find("button.primary").GetAttribute("title"), StringComparison.Ordinal);
        await form.Find("button.primary").ClickAsync();
        Assert.Equal(0, await _bank.Verdicts.LatestAsync());
    }

    [Fact]
    public async Task VerdictForm_Legitimate_ClearsInsteadOfFlagging()
    {
        var form = _page.Render<VerdictForm>(p => p.Add(f => f.Selected, new HashSet<long> { 9001, 9002, 9003 }));
        await form.Find("[data-shortcut=l]").ClickAsync();
        Assert.StartsWith("Clear 3 transactions", form.Find("button.primary").TextContent.Trim(), StringComparison.Ordinal);
    }

    // One of the ids does not exist: nothing is stored, the verdict and the note stay for another try.
    [Fact]
    public async Task VerdictForm_StoringFails_SaysSoAndKeepsWhatWasEntered()
    {
        var form = _page.Render<VerdictForm>(p => p.Add(f => f.Selected, new HashSet<long> { 555_555 }));
        await form.Find("[data-shortcut=e]").ClickAsync();
        await form.Find("button.primary").ClickAsync();
        form.WaitForAssertion(() => Assert.Contains("was not saved (E-", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(form.FindAll(".verdict-buttons [aria-pressed=true]"));
    }

    [Fact]
    public async Task LastVerdicts_AfterADecision_ShowOneLineForIt()
    {
        await _bank.Verdicts.DecideAsync([9001, 9002], Verdict.Fraud, "mule <b>account</b>", "bob");
        var list = _page.Render<LastVerdicts>(p => p.Add(l => l.LatestVerdict, 2));
        list.WaitForAssertion(() => Assert.Single(list.FindAll("li")));
        Assert.Contains("mule <b>account</b>, 2 rows", list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Empty(list.FindAll("li b"));
        Assert.StartsWith("bob, ", list.Find("li").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelectionPanel_OfSeveral_SumsThemAndSaysWhy()
    {
        var cleared = false;
        var panel = _page.Render<SelectionPanel>(p => p.Add(s => s.Version, 1).Add(s => s.Currency, "EUR").Add(s => s.Selected, WatchedBank.Strange.ToHashSet()).Add(s => s.OnClear, () => cleared = true));
        panel.WaitForAssertion(() => Assert.Equal(["€4,200", "4"], panel.FindAll(".selection-figures dd").Take(2).Select(d => d.TextContent)));
        Assert.Equal("4 transactions selected", panel.Find("h2").TextContent);
        Assert.Contains("Why they stand out", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("for all 4", panel.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(panel.FindAll(".why li"));
        await panel.Find("[data-shortcut=escape]").ClickAsync();
        Assert.True(cleared);
    }

    [Fact]
    public async Task SelectionPanel_OfNothing_ExplainsTheTopOfTheQueueAndOffersIt()
    {
        long? chosen = null;
        var top = (await _bank.Anomalies.QueueAsync(1, WatchedBank.Everything, 0.5, AnomalySort.Score, 0, 1))[0];
        var panel = _page.Render<SelectionPanel>(p => p.Add(s => s.Version, 1).Add(s => s.Currency, "EUR").Add(s => s.Top, top).Add(s => s.OnSelect, id => chosen = id));
        panel.WaitForAssertion(() => Assert.NotEmpty(panel.FindAll(".why li")));
        Assert.Equal("Top of the queue", panel.Find("h2").TextContent);
        Assert.Contains("Why it stands out", panel.Markup, StringComparison.Ordinal);
        await panel.Find(".card-tools button").ClickAsync();
        Assert.Equal(top.TransactionId, chosen);
    }
}
