using System.Globalization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Portfolio;

/// <summary>The tables over the whole history answer from memory what queries over the facts answer.</summary>
[Collection(DemoWarehouse.Name)]
public sealed class PortfolioTablesTests(DemoWarehouse demo)
{
    private PortfolioRepository Portfolio => demo.Get<PortfolioRepository>();

    [EngineFact]
    public async Task MonthlyVolumes_ByChannel_EqualTheFacts() =>
        Assert.Equal(
            await TextsAsync("SELECT (date_key / 100) || '|' || channel || '|' || COUNT(*) || '|' || SUM(ABS(amount_cents)) FROM fact_transactions GROUP BY date_key / 100, channel"),
            Rows((await Portfolio.MonthlyVolumesAsync(PortfolioDimension.Channel)).Select(r => Row(r.YearMonth, r.Code, r.TransactionCount, r.VolumeCents))));

    [EngineFact]
    public async Task ActiveClients_EqualTheFacts() =>
        Assert.Equal(
            await TextsAsync("SELECT (date_key / 100) || '|' || COUNT(DISTINCT client_key) FROM fact_transactions GROUP BY date_key / 100"),
            Rows((await Portfolio.ActiveClientsAsync()).Select(r => Row(r.YearMonth, r.ActiveClients))));

    [EngineFact]
    public async Task RollingVolume_OfThirtyDays_EqualsAWindowOverTheFacts() =>
        Assert.Equal(
            await TextsAsync("""
                SELECT date_key || '|' || CAST(SUM(v) OVER (ORDER BY date_key ROWS BETWEEN 29 PRECEDING AND CURRENT ROW) AS BIGINT)
                FROM (SELECT date_key, SUM(ABS(amount_cents)) AS v FROM fact_transactions GROUP BY date_key) AS days
                """),
            Rows((await Portfolio.RollingVolumeAsync(30)).Select(r => Row(r.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), r.VolumeCents))));

    [EngineFact]
    public async Task Segments_EqualTheTables()
    {
        var rows = await Portfolio.SegmentsAsync();
        Assert.Equal(
            await TextsAsync("""
                SELECT c.segment || '|' || COUNT(*) || '|' || COUNT(CASE WHEN d.client_key IS NOT NULL THEN 1 END)
                FROM dim_clients c
                LEFT JOIN (SELECT DISTINCT client_key FROM fact_events WHERE event_type = 'default_90dpd') d ON d.client_key = c.client_key
                GROUP BY c.segment
                """),
            Rows(rows.Select(r => Row(r.Segment, r.Clients, r.Defaulted))));
        Assert.Equal(
            await TextsAsync("SELECT c.segment || '|' || COUNT(*) FROM dim_accounts a JOIN dim_clients c ON c.client_key = a.client_key GROUP BY c.segment"),
            Rows(rows.Select(r => Row(r.Segment, r.Accounts))));
        Assert.Equal(
            await TextsAsync("""
                SELECT c.segment || '|' || SUM(t.balance_after_cents)
                FROM (SELECT client_key, balance_after_cents, ROW_NUMBER() OVER (PARTITION BY account_key ORDER BY date_key DESC, second_of_day DESC, transaction_id DESC) AS place
                      FROM fact_transactions) t
                JOIN dim_clients c ON c.client_key = t.client_key
                WHERE t.place = 1
                GROUP BY c.segment
                """),
            Rows(rows.Where(r => r.BalanceCents != 0).Select(r => Row(r.Segment, r.BalanceCents))));
    }

    [EngineFact]
    public async Task AmountPercentiles_EqualTheSortedFacts()
    {
        var amounts = await demo.Database.RowsAsync<long>("SELECT ABS(amount_cents) FROM fact_transactions ORDER BY 1");
        double[] shares = [0.000001, 0.25, 0.5, 0.95, 0.99, 1];
        Assert.Equal(
            shares.Select(s => (long?)amounts[(int)Math.Ceiling(s * amounts.Count) - 1]),
            await Portfolio.AmountPercentilesAsync(shares));
    }

    [EngineTheory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.01)]
    public async Task AmountPercentiles_ShareOutOfRange_IsRefused(double share) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Portfolio.AmountPercentilesAsync([share]));

    [EngineFact]
    public async Task Watched_ByCountry_EqualTheRule()
    {
        var expected = await TextsAsync("""
            SELECT counterparty_country || '|' || COUNT(*) || '|' || SUM(ABS(amount_cents)) FROM fact_transactions
            WHERE ABS(amount_cents) >= 1000000 OR (ABS(amount_cents) >= 200000 AND counterparty_country IN ('IR', 'KP', 'MM'))
            GROUP BY counterparty_country
            """);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Rows((await Portfolio.WatchedAsync()).Select(r => Row(r.Country, r.TransactionCount, r.AmountCents))));
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string sql) => Rows(await demo.Database.RowsAsync<string>(sql));

    private static List<string> Rows(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];

    private static string Row(params object[] values) => string.Join('|', values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
}
