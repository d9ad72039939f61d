using Bunit;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ClientsTests : PageTest
{
    private IRenderedComponent<Dashboard.Components.Pages.Clients> Page(string query = "")
    {
        GoTo("/clients" + query);
        var filter = DashboardFilter.Parse(Address);
        return Render<Dashboard.Components.Pages.Clients>(p => p.AddCascadingValue(filter));
    }

    private static void ShowsSegments(IRenderedComponent<Dashboard.Components.Pages.Clients> page, params string[] segments) =>
        page.WaitForAssertion(() => Assert.Equal(segments, page.FindAll("tbody tr[data-row] td:nth-child(2)").Select(d => d.TextContent)));

    [Fact]
    public void Page_OfAnEmptyBank_OffersAnImport()
    {
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal("/data", page.Find(".state a").GetAttribute("href")));
    }

    [Fact]
    public async Task Page_WithoutScores_ListsEveryClientAndSaysSo()
    {
        await ImportAsync();
        var page = Page("?sort=joined-up");
        ShowsSegments(page, "Retail", "Student");
        Assert.Equal(["France", "2 Jan 2020", "Verified", "2", "not scored", "—"], page.FindAll("tbody tr")[0].Children.Skip(2).Select(d => d.TextContent.Trim()));
        var (_, clients) = await Program.Get<ClientList>().PageAsync(new(), ClientSort.Joined, descending: false, 0, 10);
        Assert.Equal(
            DashboardUrls.Client(clients[1].ClientId, ClientPlace.AmongClients("/clients?sort=joined-up", 2, ClientSort.Joined, descending: false)),
            page.FindAll("tbody a.link")[1].GetAttribute("href"));
        Assert.Equal("/downloads/clients.csv?sort=joined-up", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Page_Filtered_HasAChipForEachFilter()
    {
        await ImportAsync();
        var page = Page("?kyc=pending&segment=student,retail");
        ShowsSegments(page, "Student");
        Assert.Equal(["Pending", "Student, Retail"], page.FindAll(".chip-value").Select(c => c.TextContent));
        await page.InvokeAsync(() => page.FindAll(".chip button")[0].Click());
        Assert.EndsWith("/clients?segment=student,retail", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NobodyMatches_SaysWhatTheSearchLooksAt()
    {
        await ImportAsync();
        var page = Page("?q=nobody");
        page.WaitForAssertion(() => Assert.Contains("No client matches", page.Markup, StringComparison.Ordinal));
        Assert.Equal("nobody", page.Find("input[type=search]").GetAttribute("value"));
        Assert.Equal("/clients", page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Search_OfAnAccount_FindsItsOwnerOnceTypingPauses()
    {
        await ImportAsync();
        var page = Page();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody a.link")));
        var search = page.Find("input[type=search]");
        var typing = search.InputAsync("b");
        await page.Find("input[type=search]").InputAsync("b1");
        await typing;
        page.WaitForAssertion(() => Assert.EndsWith("/clients?q=b1", Address, StringComparison.Ordinal));
    }
}
