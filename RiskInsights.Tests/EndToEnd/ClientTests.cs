using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>The page of one client is reached from every list that names a client, and leads back.</summary>
[Collection(RunningDashboardTests.Name)]
public sealed partial class ClientTests(RunningDashboard dashboard)
{
    [BrowserTheory]
    [InlineData("en", "Riskiest clients", "Next client", "of")]
    [InlineData("fr", "Clients les plus risqués", "Client suivant", "sur")]
    public async Task Client_FromTheRiskiestTheSearchAndTheRows_IsReached(string language, string list, string next, string of)
    {
        var page = await dashboard.VisitAsync("/default-risk", language: language);
        var name = page.Locator("h1");

        // From the ranked list, on to the next of it, and back.
        var first = page.Locator(".client-id a").First;
        var client = await first.InnerTextAsync();
        await first.ClickAsync();
        await Expect(name).ToHaveTextAsync(client);
        await Expect(page.Locator(".neighbours .muted")).ToHaveTextAsync(new Regex($"^1 {of} "));
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = next }).ClickAsync();
        await Expect(page.Locator(".neighbours .muted")).ToHaveTextAsync(new Regex($"^2 {of} "));
        await Expect(name).Not.ToHaveTextAsync(client);
        await Expect(page.Locator(".chart[data-drawn]").First).ToBeVisibleAsync();
        await Expect(page.Locator(".client-name")).ToHaveTextAsync(await name.InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = list }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/default-risk"));

        // By Ctrl+K.
        await Expect(page.Locator(".client-id a").First).ToBeVisibleAsync();
        // A new page takes the focus once it stands: until then it would take it away from the search.
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync(client[3..].ToLowerInvariant());
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Option)).ToContainTextAsync(client);
        await page.Keyboard.PressAsync("Enter");
        await Expect(name).ToHaveTextAsync(client);
        Assert.EndsWith("/clients/" + client, page.Url, StringComparison.Ordinal);

        // From the transactions, and back to the same rows.
        await page.GotoAsync(dashboard.Address + "/transactions?type=cash");
        var row = page.Locator("tbody a.secondary").First;
        var owner = await row.InnerTextAsync();
        await row.ClickAsync();
        await Expect(name).ToHaveTextAsync(owner);
        await page.Locator(".filters a.button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(CashRows());
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Client_TransactionsAsCsv_AreTheRowsOfTheFilters()
    {
        var page = await dashboard.VisitAsync("/clients");
        await page.Locator("tbody a.link").First.ClickAsync();
        await page.Locator("table[aria-label=Transactions] tbody tr[data-row]").First.WaitForAsync();
        await page.GotoAsync(page.Url + "&type=card_payment&min=20");
        var position = page.Locator(".card-foot span[aria-live]").Last;
        await Expect(position).ToHaveTextAsync(new Regex(@"\d"));
        var csv = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        var rows = CsvFile.Read(await csv.PathAsync());
        Assert.Matches($"(of {rows.Rows.Count}|No rows)$", await position.InnerTextAsync());
        Assert.All(rows.Rows, r => Assert.Equal("card_payment", r[rows.Column("type")]));
        await page.Context.CloseAsync();
    }

    [GeneratedRegex(@"/transactions\?type=cash$")]
    private static partial Regex CashRows();
}
