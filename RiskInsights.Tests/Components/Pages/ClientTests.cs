using Bunit;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ClientTests : PageTest
{
    // 1003 has no account, 1004 one that was never used.
    private const string MoreClients = SmallBank.KycHeader + """

        1003,Eve Novak,1970-02-03,eve@example.org,700203,affluent,CZ,,expired,medium,,2024-01-31
        1004,Max Roth,1971-02-03,max@example.org,710203,corporate,DE,,refused,high,2023-05-06,

        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await ImportAsync();
        await ImportAsync("more.csv", MoreClients);
        await ImportAsync("unused.csv", SmallBank.AccountsHeader + "\nD1,1004,current,EUR,2023-05-06,,100\n");
    }

    private Task<string> IdAsync(string segment) =>
        Program.Get<WarehouseDatabase>().RowAsync<string>("SELECT client_id FROM dim_clients WHERE segment = @segment", new { segment });

    private async Task<IRenderedComponent<Dashboard.Components.Pages.Client>> PageAsync(string segment, string query = "") => Page(await IdAsync(segment), query);

    private IRenderedComponent<Dashboard.Components.Pages.Client> Page(string clientId, string query = "")
    {
        GoTo($"/clients/{clientId}{query}");
        var filter = DashboardFilter.Parse(Address);
        return Render<Dashboard.Components.Pages.Client>(p => p.Add(c => c.ClientId, clientId).AddCascadingValue(filter));
    }

    private static IEnumerable<string> Rows(IRenderedComponent<Dashboard.Components.Pages.Client> page) =>
        page.FindAll("table[aria-label=Transactions] tbody tr[data-row] td:nth-child(1)").Select(d => d.TextContent);

    private Task AddAnomaliesAsync() => Program.Get<WarehouseDatabase>().WriteAsync(w =>
    {
        w.Execute("""
            INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, evaluation, artefact, artefact_sha256, trained_by, trained_at)
            VALUES ('anomalies', 1, 'champion', 'x', '{}', '[]', 'f', 'c', '{}', '{}', @artefact, 's', 't', '2024-03-01T00:00:00Z')
            """, new { artefact = new byte[] { 1 } });
        w.Execute("""
            INSERT INTO ml_anomaly_scores (version, transaction_id, date_key, score, times_usual, main_reason, client_key)
            SELECT 1, transaction_id, date_key, CASE transaction_id WHEN 3 THEN 0.9 ELSE 0.3 END, 1, '', client_key FROM fact_transactions
            """);
        w.Execute("""
            INSERT INTO ml_verdicts (transaction_id, verdict, note, decided_by, decided_at, client_key, date_key)
            SELECT transaction_id, 'legitimate', '', 't', '2024-03-02T00:00:00Z', client_key, date_key FROM fact_transactions WHERE transaction_id = 2
            """);
    });

    [Fact]
    public async Task Page_OfAClient_ShowsWhoItIsTheAccountsAndTheRows()
    {
        var page = await PageAsync("retail");
        page.WaitForAssertion(() => Assert.Equal(4, Rows(page).Count()));
        Assert.Equal(await IdAsync("retail"), page.Find(".client-name").TextContent);
        Assert.Equal(["Retail", "France, Bretagne", "Jan 2020", "Verified, low risk", "2"], page.FindAll(".client-facts dd").Select(d => d.TextContent));

        // Nothing was trained: dashes with their reasons, never zeros.
        Assert.Equal(["not scored yet", "not scored yet", "not scored yet", "not searched yet", "of 2 open accounts"], page.FindAll(".client-figures .note").Select(d => d.TextContent));
        Assert.Equal(["—", "—", "—", "—", "€1,188"], page.FindAll(".client-figures > div > dd:not(.note)").Select(d => d.TextContent));

        Assert.Equal(
            ["A1", "Current", "EUR", "2 Jan 2020", "open", "€500.00", "€1,187.50", "1 Feb 2024", "0%"],
            page.FindAll("table[aria-label=Accounts] tbody tr")[0].Children.Select(d => d.TextContent));
        Assert.Equal(
            ["A2", "Savings", "EUR", "2 Jan 2020", "open", "—", "—", "never", "—"],
            page.FindAll("table[aria-label=Accounts] tbody tr")[1].Children.Select(d => d.TextContent));
        Assert.Equal(["1 Feb 2024 00:00", "3 Jan 2024 10:00", "2 Jan 2024 09:30", "1 Jan 2024 08:00"], Rows(page));
        Assert.Contains("4 in 1 account, 2 Feb 2023 – 1 Feb 2024", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeline_OfAClient_HasTheBalanceOfEachDayAndTheEventsInTheirLanes()
    {
        await AddAnomaliesAsync();
        var page = await PageAsync("retail", "?from=2024-01-01&to=2024-02-01");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindComponents<Chart>()));
        var spec = page.FindComponent<Chart>().Instance.Spec;
        Assert.Equal(["Balance", "Open", "Cleared", "Loan granted"], spec.Series.Select(s => s.Name).OrderBy(n => Array.IndexOf(["Balance", "Open", "Cleared"], n) is var i && i < 0 ? 9 : i));
        Assert.Equal((32, 2000.0, 1187.5), (spec.Series[0].Y.Count, spec.Series[0].Y[0], spec.Series[0].Y[^1]));
        Assert.Equal(["circle"], spec.Series.Where(s => s.Name == "Open").Select(s => s.Symbol));
        Assert.Equal(["Loan granted, €5,000, A1"], spec.Series.Single(s => s.Name == "Loan granted").Texts!);

        await page.Find("[aria-label='Show as table']").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal(
            ["1 Feb 2024", "15 Jan 2024", "3 Jan 2024", "2 Jan 2024", "1 Jan 2024"], page.FindAll("table[aria-label=Timeline] tbody th").Select(h => h.TextContent)));
        Assert.Equal("Cash −€100, score 0.90, open", page.FindAll("table[aria-label=Timeline] tbody tr")[2].Children[2].TextContent);
    }

    [Fact]
    public async Task Transactions_UnusualOnly_AreThoseAboveTheLineOrJudged()
    {
        await AddAnomaliesAsync();
        var page = await PageAsync("retail", "?unusual=1");
        page.WaitForAssertion(() => Assert.Equal(["3 Jan 2024 10:00", "2 Jan 2024 09:30"], Rows(page)));
        var verdicts = page.FindAll("table[aria-label=Transactions] tbody td:last-child").Select(d => d.TextContent.Trim()).ToList();
        Assert.Contains("Open anomaly", verdicts[0], StringComparison.Ordinal);
        Assert.Contains("Legitimate", verdicts[1], StringComparison.Ordinal);
        Assert.Equal("/anomalies?selected=3&from=2024-01-03&to=2024-01-03", page.Find("table[aria-label=Transactions] a.tag").GetAttribute("href"));
        Assert.Equal("1", page.FindAll(".client-figures > div > dd:not(.note)")[3].TextContent);
    }

    [Fact]
    public async Task Transactions_Filtered_HaveChipsAndACsvOfTheSame()
    {
        var page = await PageAsync("retail", "?account=A1&min=50&max=700&type=cash,loan_payment&back=%2Foverview");
        page.WaitForAssertion(() => Assert.Equal(["1 Feb 2024 00:00", "3 Jan 2024 10:00"], Rows(page)));
        Assert.Equal(["Cash, Loan payment", "A1", "≥ €50.00", "≤ €700.00"], page.FindAll(".chip-value").Select(c => c.TextContent));
        Assert.Equal(
            $"/downloads/clients/{await IdAsync("retail")}/transactions.csv?account=A1&min=50&max=700&from=2023-02-02&to=2024-02-01&type=cash,loan_payment",
            page.Find("a[download]").GetAttribute("href"));

        // The way back and the other filters stay.
        await page.InvokeAsync(() => page.FindAll(".chip button")[1].Click());
        Assert.EndsWith("?min=50&max=700&back=%2Foverview&type=cash,loan_payment", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transactions_NoneUnderTheFilters_SayHowManyThereAreWithout()
    {
        var page = await PageAsync("retail", "?min=5000");
        page.WaitForAssertion(() => Assert.Contains("Without the filters: 4 in 2 Feb 2023 – 1 Feb 2024", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("min", page.FindAll(".state a").Last().GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("affluent", "This client has no account", "no account")]
    [InlineData("corporate", "Nothing was ever booked", "no balance delivered")]
    public async Task Page_OfAClientWithNothing_SaysWhatIsMissing(string segment, string words, string balance)
    {
        var page = await PageAsync(segment);
        page.WaitForAssertion(() => Assert.Contains(words, page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.DoesNotContain("aria-busy=\"true\"", page.Markup, StringComparison.Ordinal));
        Assert.Equal(balance, page.FindAll(".client-figures .note")[4].TextContent);
        Assert.Empty(page.FindComponents<Chart>());
        if (segment == "affluent")
            Assert.Contains("Left 31 Jan 2024", page.Find(".client-who").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAQuietPeriod_OffersTheWholeHistory()
    {
        var page = await PageAsync("corporate", "?from=2023-01-01&to=2023-01-31");
        page.WaitForAssertion(() => Assert.Contains("Nothing was ever booked", page.Markup, StringComparison.Ordinal));
        page = await PageAsync("retail", "?from=2023-01-01&to=2023-01-31");
        page.WaitForAssertion(() => Assert.Contains("The last booking is of 1 Feb 2024.", page.Markup, StringComparison.Ordinal));
        Assert.EndsWith("?from=2024-01-01&to=2024-02-01", page.Find(".state a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfAnUnknownPseudonym_SaysSoAndLeadsBack()
    {
        var page = Page("CL-NOBODY");
        page.WaitForAssertion(() => Assert.Contains("No client is called CL-NOBODY", page.Markup, StringComparison.Ordinal));
        Assert.Equal("/clients", page.Find(".state a").GetAttribute("href"));
        page = Page("CL-NOBODY", "?back=%2Ftransactions%3Ftype%3Dcash");
        page.WaitForAssertion(() => Assert.Equal("/transactions?type=cash", page.Find(".state a").GetAttribute("href")));
        Assert.Contains("Transactions", page.Find(".filters a").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bar_OfAClientInARankedList_LeadsToItsNeighbours()
    {
        var (_, clients) = await Program.Get<ClientList>().PageAsync(new(), ClientSort.ClientId, descending: false, 0, 10);
        var page = Page(clients[0].ClientId, "?from=2024-01-01&to=2024-02-01&back=%2Fclients%3Fq%3Dcl&at=1&sort=clientid-up");
        page.WaitForAssertion(() => Assert.Equal("1 of 4", page.Find(".neighbours .muted").TextContent));
        Assert.True(page.Find(".neighbours [aria-label='Previous client']").HasAttribute("disabled"));
        Assert.Equal(
            $"/clients/{clients[1].ClientId}?back=%2Fclients%3Fq%3Dcl&at=2&sort=clientid-up&from=2024-01-01&to=2024-02-01",
            page.Find(".neighbours [aria-label='Next client']").GetAttribute("href"));

        // The list has changed since the link was made: no place is claimed.
        page = Page(clients[0].ClientId, "?back=%2Fclients&at=3&sort=clientid-up");
        page.WaitForAssertion(() => Assert.Contains("Accounts", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".neighbours .muted, .filters .skeleton")));
    }
}
