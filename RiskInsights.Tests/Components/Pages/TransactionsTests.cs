using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.Components.Pages.Portfolio;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Pages;

public sealed class TransactionsTests : PageTest
{
    private const string Always = "from=2024-01-01&to=2024-02-01";

    private IRenderedComponent<Dashboard.Components.Pages.Transactions> Page(string query)
    {
        GoTo("/transactions?" + query);
        var filter = DashboardFilter.Parse(Address);
        return Render<Dashboard.Components.Pages.Transactions>(p => p.AddCascadingValue(filter));
    }

    private static void ShowsAccounts(IRenderedComponent<Dashboard.Components.Pages.Transactions> page, params string[] accounts) =>
        page.WaitForAssertion(() => Assert.Equal(accounts, page.FindAll("tbody a.link").Select(a => a.TextContent)));

    [Fact]
    public async Task Page_WithAFilter_ListsTheRowsAndTheirSums()
    {
        await ImportAsync();
        var page = Page(Always + "&type=card_payment");
        ShowsAccounts(page, "B1", "A1");
        Assert.Equal("2 rows · volume €33 · net flow −€33", page.Find(".card-sub").TextContent);
        Assert.Equal(
            ["31 Jan 2024 23:59", "B1", "Card payment", "Online", "Travel", "GB", "−€20.05", "−€20.05"],
            page.FindAll("tbody tr")[0].Children.Where((_, i) => i != 2).Select(d => d.TextContent));
        Assert.All(page.FindAll("a[download]"), a => Assert.Equal("/downloads/transactions.csv?" + Always + "&type=card_payment", a.GetAttribute("href")));
    }

    [Fact]
    public async Task Page_OfOneAccount_HasAChipThatTakesItOff()
    {
        await ImportAsync();
        var page = Page(Always + "&account=B1");
        ShowsAccounts(page, "B1");
        Assert.All(page.FindAll("a[download]"), a => Assert.Contains("account=B1", a.GetAttribute("href"), StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find(".chip button").Click());
        Assert.EndsWith("/transactions?" + Always, Address, StringComparison.Ordinal);

        // The same page at another address: chips and rows follow it.
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".chip")));
        ShowsAccounts(page, "A1", "B1", "A1", "A1", "A1");
    }

    [Fact]
    public async Task Page_SortedByAmount_ShowsTheLargestCreditThenTheLargestDebit()
    {
        await ImportAsync();
        var page = Page(Always);
        ShowsAccounts(page, "A1", "B1", "A1", "A1", "A1");
        await page.InvokeAsync(() => page.FindAll("th button")[1].Click());
        page.WaitForAssertion(() => Assert.Equal("€2,000.00", page.Find("tbody td.medium-weight").TextContent));
        await page.InvokeAsync(() => page.FindAll("th button")[1].Click());
        page.WaitForAssertion(() => Assert.Equal("−€700.00", page.Find("tbody td.medium-weight").TextContent));
    }

    [Fact]
    public async Task Page_NothingInThePeriod_SaysHowManyThereAreElsewhere()
    {
        await ImportAsync();
        var page = Page("from=2023-01-01&to=2023-01-31&account=B1");
        page.WaitForAssertion(() => Assert.Contains("1 match in the whole history", page.Find(".state").TextContent, StringComparison.Ordinal));
        Assert.Equal("/transactions?account=B1&" + Always, page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Kpis_OfTransactions_OpenTheirRowsUnderTheSameFilter()
    {
        await ImportAsync();
        var bank = (await Services.GetRequiredService<BankFacts>().ReadAsync())!;
        var filter = DashboardFilter.Parse("?" + Always + "&channel=online");
        var question = PortfolioViews.Of(filter, bank.Extent);
        var answer = await Program.Get<PortfolioRepository>().OverviewAsync(question, Granularity.Week);

        var row = Render<KpiRow>(p => p.Add(k => k.View, new OverviewView(bank, filter, question, Granularity.Week, answer)));

        Assert.Equal(["Transactions", "Volume", "Net flow"], row.FindAll(".kpi-label > a").Select(a => a.TextContent));
        Assert.All(row.FindAll(".kpi-label > a"), a => Assert.Equal("/transactions?" + Always + "&channel=online", a.GetAttribute("href")));
        var totals = await Program.Get<Core.Insights.Transactions.TransactionRepository>().TotalsAsync(TransactionViews.Of("?" + Always + "&channel=online", bank.Extent));
        Assert.Equal((answer.TransactionCount.Current, answer.Volume.Current, answer.NetFlow.Current), (totals.TransactionCount, totals.VolumeCents, totals.NetCents));
    }

    [Fact]
    public async Task Search_ByTheBeginningOfAnIdentifier_OpensTheAccountsRowsOrTheClient()
    {
        await ImportAsync();
        var client = await Program.Get<WarehouseDatabase>().RowAsync<string>("SELECT client_id FROM dim_clients WHERE segment = 'student'");
        var search = Render<GlobalSearch>();

        await search.Find("input").InputAsync("b1");
        search.WaitForAssertion(() => Assert.Equal("B1", search.Find("[role=option] .medium-weight").TextContent));
        await search.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.EndsWith("/transactions?account=B1&" + Always, Address, StringComparison.Ordinal);

        await search.Find("input").InputAsync(client[..9].ToLowerInvariant());
        search.WaitForAssertion(() => Assert.Equal("Client · Student, GB", search.Find("[role=option] .muted.small").TextContent));
        await search.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.EndsWith($"/clients/{client}", Address, StringComparison.Ordinal);
    }
}
