using System.Globalization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Portfolio;

/// <summary>
/// The overview answers from memory; the queries that it shows as its source answer from the tables. They must agree on
/// any view.
/// </summary>
[Collection(DemoWarehouse.Name)]
public sealed class PortfolioRepositoryTests(DemoWarehouse demo)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task Overview_AnyView_EqualsTheQueriesItShows(int seed)
    {
        var filter = RandomFilter(new Random(seed));
        var overview = await demo.Get<PortfolioRepository>().OverviewAsync(filter, Granularity.Day);

        Assert.Equal(await NumberAsync(PortfolioSql.TransactionCount(filter)) ?? 0, overview.TransactionCount.Current);
        Assert.Equal(await NumberAsync(PortfolioSql.Volume(filter)) ?? 0, overview.Volume.Current);
        Assert.Equal(await NumberAsync(PortfolioSql.NetFlow(filter)) ?? 0, overview.NetFlow.Current);
        Assert.Equal(await NumberAsync(PortfolioSql.BalanceHeld(filter)) ?? 0, overview.BalanceHeld.Current);
        Assert.Equal(await NumberAsync(PortfolioSql.ActiveClients(filter)), overview.ActiveClients.Current);
        Assert.Equal(await NumberAsync(PortfolioSql.NewClients(filter)), overview.NewClients.Current);
        Assert.Equal(await NumberAsync(PortfolioSql.DepartedClients(filter)), overview.DepartedClients.Current);
        Assert.Equal((await NumberAsync(PortfolioSql.DefaultRate(filter)))!.Value, overview.DefaultRate.Current!.Value, 12);
        foreach (var dimension in Enum.GetValues<PortfolioDimension>())
        {
            var rows = await demo.Database.RowsAsync<string>($"SELECT {dimension} || ' ' || volume_cents FROM ({PortfolioSql.Breakdown(filter, dimension)}) AS bars");
            var bars = overview.Breakdowns[dimension].Where(b => b.Count > 0).Select(b => $"{b.Code} {b.VolumeCents.ToString(CultureInfo.InvariantCulture)}");
            Assert.Equal(rows.Order(StringComparer.Ordinal), bars.Order(StringComparer.Ordinal));
        }

        Assert.Equal(overview.TransactionCount.Current, overview.VolumeOverTime.Sum(p => p.Count));
        Assert.Equal(overview.Volume.Current, overview.VolumeOverTime.Sum(p => p.CreditCents + p.DebitCents));
    }

    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task TransactionCount_AnyView_EqualsTheFacts(int seed)
    {
        var filter = RandomFilter(new Random(seed));
        var overview = await demo.Get<PortfolioRepository>().OverviewAsync(filter, Granularity.Day);
        var sql = PortfolioSql.Volume(filter)
            .Replace("SUM(debit_cents + credit_cents)", "COALESCE(SUM(ABS(amount_cents)), 0)", StringComparison.Ordinal)
            .Replace("agg_daily", "(SELECT t.*, t.counterparty_country AS country, c.segment FROM fact_transactions t JOIN dim_clients c ON c.client_key = t.client_key) AS facts", StringComparison.Ordinal);
        Assert.Equal(await NumberAsync(sql), overview.Volume.Current);
    }

    [EngineFact]
    public async Task TopAccounts_WholeQuarter_EqualsItsQuery()
    {
        var quarter = new Period(new DateOnly(2025, 4, 1), new DateOnly(2025, 6, 30));
        var filter = new PortfolioFilter { Period = quarter, Previous = quarter.Before() };
        var (total, rows) = await demo.Get<PortfolioRepository>().TopAccountsAsync(filter, 0, 20);
        var expected = await demo.Database.RowsAsync<string>($"SELECT account_id || ' ' || volume_cents FROM ({PortfolioSql.TopAccounts(filter)}) AS accounts ORDER BY volume_cents DESC");
        Assert.Equal(expected.Count, total);
        Assert.Equal(expected.Take(20), rows.Select(r => $"{r.Account.AccountId} {r.VolumeCents.ToString(CultureInfo.InvariantCulture)}"));
    }

    [EngineFact]
    public async Task BalanceHeld_DayWithinMonth_EqualsTheLastBalancesUpToIt()
    {
        var to = new DateOnly(2025, 5, 17);
        var period = new Period(new DateOnly(2025, 5, 1), to);
        var overview = await demo.Get<PortfolioRepository>().OverviewAsync(new PortfolioFilter { Period = period, Previous = period.Before() }, Granularity.Day);
        var balances = await demo.Database.RowsAsync<Balance>("""
            SELECT account_key, balance_after_cents FROM fact_transactions WHERE date_key <= 20250517 ORDER BY date_key, second_of_day, transaction_id
            """);
        var sum = balances.GroupBy(b => b.AccountKey).Sum(account => account.Last().BalanceAfterCents);
        Assert.Equal(sum, overview.BalanceHeld.Current);
    }

    private sealed record Balance
    {
        public int AccountKey { get; init; }

        public long BalanceAfterCents { get; init; }
    }

    private async Task<double?> NumberAsync(string sql) => await demo.Database.RowAsync<double?>(sql);

    private static PortfolioFilter RandomFilter(Random random)
    {
        var from = new DateOnly(2022, 10, 1).AddDays(random.Next(900));
        var period = new Period(from, from.AddDays(random.Next(1, 190)));
        return new PortfolioFilter
        {
            Period = period,
            Previous = period.Before(),
            Segments = Some(random, "retail", "affluent", "student"),
            Countries = Some(random, "FR", "BE", "DE"),
            Channels = Some(random, "mobile", "online", "atm"),
            Types = Some(random, "card_payment", "transfer", "salary", "no_such_type"),
        };
    }

    private static string[] Some(Random random, params string[] codes) => random.Next(3) == 0 ? [.. codes.Where(_ => random.Next(2) == 0)] : [];
}
