using System.Globalization;
using System.Text;
using RiskInsights.Core.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class AggregatesTests
{
    [EngineFact]
    public async Task Load_FiveTransactions_GivesTheCellsComputedByHand()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        await bank.ImportAsync("transactions.csv", SmallBank.Transactions);

        // January of A1: one credit, two debits on days 1, 2 and 3; the cash was taken in Spain, the last was on day 3 at ten.
        Assert.Equal(
            "3|2|11250|200000|10000|10000|200000|0|0|0|7|0|208800|3|188750|188750",
            await bank.ValueAsync<string>("""
                SELECT transaction_count || '|' || debit_count || '|' || debit_cents || '|' || credit_cents || '|' || cash_debit_cents
                  || '|' || foreign_debit_cents || '|' || salary_cents || '|' || loan_payment_cents || '|' || fee_cents || '|' || digital_count
                  || '|' || active_days || '|' || overdrawn_count || '|' || closing_second
                  || '|' || closing_transaction_id || '|' || closing_balance_cents || '|' || minimum_balance_cents
                FROM agg_account_month m JOIN dim_accounts a ON a.account_key = m.account_key WHERE a.account_id = 'A1' AND year_month = 202401
                """));
        Assert.Equal(
            ["20240101|retail|FR|system|salary|1|0|200000", "20240131|student|GB|online|card_payment|1|2005|0"],
            await bank.Database.RowsAsync<string>("""
                SELECT date_key || '|' || segment || '|' || country || '|' || channel || '|' || type || '|' || transaction_count || '|' || debit_cents || '|' || credit_cents
                FROM agg_daily WHERE date_key IN (20240101, 20240131) ORDER BY date_key
                """));
        await AggregateFigures.AssertEqualRebuildAsync(bank.Database);
    }

    [EngineFact]
    public async Task Load_RowsNinetyDaysLate_EqualsRebuild()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        await bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        await bank.ImportAsync("may.csv", SmallBank.TransactionsHeader + "\n100,A1,2024-05-03T10:00:00,-5.00,cash,atm,ES,,1.00\n");
        // Later than the month's closing booking, and another before its first one without a balance.
        await bank.ImportAsync("late.csv", SmallBank.TransactionsHeader + """

            101,A1,2024-01-31T10:00:00,-5.00,cash,atm,ES,,-3.00
            102,A1,2023-12-31T23:00:00,-5.00,cash,atm,ES,,
            103,B1,2024-01-01T00:00:00,-5.00,fee,system,GB,,

            """);
        Assert.Equal(-300, await bank.ValueAsync<long>("SELECT closing_balance_cents FROM agg_account_month WHERE closing_transaction_id = 101"));
        Assert.Equal(1, await bank.ValueAsync<int>("SELECT COUNT(*) FROM agg_account_month WHERE closing_balance_cents IS NULL AND closing_transaction_id = 102"));
        await AggregateFigures.AssertEqualRebuildAsync(bank.Database);
    }

    [EngineFact]
    public async Task Load_ClientChangesSegmentAndCountry_TakesItsHistoryAlong()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        await bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        await bank.ImportAsync("kyc.csv", SmallBank.Kyc.Replace("retail,FR", "affluent,ES", StringComparison.Ordinal));

        Assert.Equal(0, await bank.ValueAsync<int>("SELECT COUNT(*) FROM agg_daily WHERE segment = 'retail'"));
        Assert.Equal(4, await bank.ValueAsync<int>("SELECT SUM(transaction_count) FROM agg_daily WHERE segment = 'affluent'"));
        // In Spain the cash is at home now, and the card payment and the loan in France are abroad.
        Assert.Equal(71250, await bank.ValueAsync<long>("SELECT SUM(foreign_debit_cents) FROM agg_account_month"));
        await AggregateFigures.AssertEqualRebuildAsync(bank.Database);
    }

    [EngineTheory]
    [InlineData(1, 1_000_000)]
    [InlineData(2, 40)]
    [InlineData(3, 1)]
    public async Task Load_RandomOverlappingBatches_EqualsRebuild(int seed, int cells)
    {
        var random = new Random(seed);
        using var bank = new SmallBank(new ImportOptions { AggregateCells = cells });
        await bank.ImportAsync("kyc.csv", Clients(random));
        await bank.ImportAsync("accounts.csv", SmallBank.AccountsHeader + "\n" + string.Concat(
            Enumerable.Range(0, 30).Select(i => $"A{i},{i % 12},current,EUR,2020-01-01,,\n")));
        for (var batch = 0; batch < 8; batch++)
        {
            await bank.ImportAsync("transactions.csv", Transactions(random));
            if (batch % 2 == 1)
                await bank.ImportAsync("kyc.csv", Clients(random));
        }

        Assert.True(await AggregateFigures.AssertEqualRebuildAsync(bank.Database) > 500);
        Assert.Equal(
            await bank.ValueAsync<long>("SELECT SUM(amount_cents) FROM fact_transactions"),
            await bank.ValueAsync<long>("SELECT SUM(credit_cents - debit_cents) FROM agg_daily"));
    }

    private static string Clients(Random random)
    {
        string[] segments = ["retail", "affluent", "student"], countries = ["FR", "ES", "DE"];
        var text = new StringBuilder(SmallBank.KycHeader + "\n");
        for (var i = 0; i < 12; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},,1980-01-01,,,{segments[random.Next(3)]},{countries[random.Next(3)]},,verified,low,2020-01-01,\n");
        return text.ToString();
    }

    // Identifiers come again on purpose: unchanged, in conflict, or twice in the file.
    private static string Transactions(Random random)
    {
        string[] types = ["card_payment", "cash", "salary", "loan_payment", "fee"], channels = ["mobile", "online", "pos"], countries = ["FR", "ES", "DE"];
        var text = new StringBuilder(SmallBank.TransactionsHeader + "\n");
        for (var i = 0; i < 300; i++)
        {
            var day = new DateTime(2023, 1, 1).AddDays(random.Next(400)).AddMinutes(random.Next(4) * 360);
            var amount = (random.Next(-200_000, 200_000) | 1) / 100m;
            var balance = random.Next(3) == 0 ? "" : (random.Next(-50_000, 200_000) / 100m).ToString(CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{random.Next(1, 3000)},A{random.Next(30)},{day:yyyy-MM-ddTHH:mm:ss},{amount},{types[random.Next(5)]},{channels[random.Next(3)]},{countries[random.Next(3)]},,{balance}\n");
        }

        return text.ToString();
    }
}
