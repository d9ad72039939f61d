using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Transactions;

public sealed class TransactionRepositoryTests : IAsyncLifetime
{
    private static readonly TransactionFilter Everything = new() { From = new DateOnly(2024, 1, 1), To = new DateOnly(2024, 12, 31) };

    private readonly SmallBank _bank = new();

    private TransactionRepository Repository => new(_bank.Database);

    public async Task InitializeAsync()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);
    }

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineFact]
    public async Task Page_NewestFirst_HasEveryField()
    {
        var rows = await Repository.PageAsync(Everything, TransactionSort.Booked, descending: true, 0, 10);
        Assert.Equal([5L, 4, 3, 2, 1], rows.Select(r => r.TransactionId));
        var client = await _bank.ValueAsync<string>("SELECT client_id FROM dim_clients WHERE segment = 'student'");
        Assert.Equal(
            new TransactionRow
            {
                TransactionId = 4,
                DateKey = 20240131,
                SecondOfDay = 86399,
                AccountId = "B1",
                ClientId = client,
                Segment = "student",
                Type = "card_payment",
                Channel = "online",
                CounterpartyCountry = "GB",
                MerchantCategory = "travel",
                AmountCents = -2005,
                BalanceAfterCents = -2005,
            },
            rows[1]);
        Assert.Equal(new DateTime(2024, 1, 31, 23, 59, 59), rows[1].BookedAt);
    }

    [EngineTheory]
    [InlineData(TransactionSort.Booked, false, "1 2 3 4 5")]
    [InlineData(TransactionSort.Amount, true, "1 2 4 3 5")]
    [InlineData(TransactionSort.Amount, false, "5 3 4 2 1")]
    public async Task Page_ByPage_GivesEachRowOnceInOrder(TransactionSort sort, bool descending, string order)
    {
        var rows = new List<TransactionRow>();
        for (var offset = 0; offset < 6; offset += 2)
            rows.AddRange(await Repository.PageAsync(Everything, sort, descending, offset, 2));
        Assert.Equal(order, string.Join(' ', rows.Select(r => r.TransactionId)));
    }

    public static TheoryData<string, TransactionFilter> Filters => new()
    {
        { "1 2 3 4 5", Everything },
        { "2 3 4", Everything with { From = new(2024, 1, 2), To = new(2024, 1, 31) } },
        { "4", Everything with { Segments = ["student"] } },
        { "1 2 3 4 5", Everything with { Segments = ["student", "retail"] } },
        { "1 5", Everything with { Channels = ["system"] } },
        { "2 4", Everything with { Types = ["card_payment"] } },
        { "3 4", Everything with { Countries = ["ES", "GB"] } },
        { "2", Everything with { Types = ["card_payment"], Countries = ["FR"], Segments = ["retail"], Channels = ["pos"] } },
        { "4", Everything with { AccountId = "B1" } },
        { "1 5", Everything with { AccountId = "A1", Channels = ["system"] } },
        { "", Everything with { AccountId = "A2" } },
        { "", Everything with { AccountId = "' OR 1 = 1 --" } },
        { "", Everything with { ClientId = "nobody" } },
        { "", Everything with { Types = ["x') OR 1 = 1 --"] } },
    };

    [EngineTheory]
    [MemberData(nameof(Filters))]
    public async Task Filter_AnyCombination_RowsTotalsAndQueryTextAgree(string expected, TransactionFilter filter)
    {
        var rows = await Repository.PageAsync(filter, TransactionSort.Booked, descending: false, 0, 100);
        Assert.Equal(expected, string.Join(' ', rows.Select(r => r.TransactionId)));

        var totals = await Repository.TotalsAsync(filter);
        Assert.Equal(rows.Count, totals.TransactionCount);
        Assert.Equal(rows.Sum(r => r.AmountCents), totals.NetCents);
        Assert.Equal(rows.Sum(r => Math.Abs(r.AmountCents)), totals.VolumeCents);

        // What the page offers to copy runs as it stands and gives the same rows.
        var copied = await _bank.Database.RowsAsync<TransactionRow>(TransactionRepository.QueryText(filter));
        Assert.Equal(rows.Reverse().Select(r => r.TransactionId), copied.Select(r => r.TransactionId));
        var (sql, parameters) = TransactionRepository.AllQuery(filter);
        Assert.Equal(copied, await _bank.Database.RowsAsync<TransactionRow>(sql, parameters));
    }

    [EngineFact]
    public async Task Filter_OneClient_HasAllTheClientsAccounts()
    {
        await _bank.ImportAsync("more.csv", SmallBank.TransactionsHeader + "\n9,A2,2024-01-05T08:00:00,50,transfer,online,FR,,\n");
        var client = await _bank.ValueAsync<string>("SELECT client_id FROM dim_clients WHERE segment = 'retail'");
        var rows = await Repository.PageAsync(Everything with { ClientId = client }, TransactionSort.Booked, descending: false, 0, 100);
        Assert.Equal([1L, 2, 3, 9, 5], rows.Select(r => r.TransactionId));
        Assert.Equal(5, (await Repository.TotalsAsync(Everything with { ClientId = client })).TransactionCount);
    }

    [Fact]
    public async Task Page_NewestFirst_WalksTheDays()
    {
        var query = new TransactionQuery(Everything with { Channels = ["online"], Segments = ["retail"] });
        var plan = await PlanAsync(query.Page(TransactionSort.Booked, descending: true), query.Parameters(0, 25));
        Assert.Contains(plan, step => step.Contains("USING PRIMARY KEY (date_key>? AND date_key<?)", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("LAST 2 TERMS OF ORDER BY", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("SCAN", StringComparison.Ordinal) && step.Contains("fact_transactions", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> PlanAsync(string sql, object parameters)
    {
        var steps = new List<string>();
        await _bank.Database.ForEachRecordAsync("EXPLAIN QUERY PLAN " + sql, parameters, row => steps.Add(row.GetString(3)));
        return steps;
    }

}
