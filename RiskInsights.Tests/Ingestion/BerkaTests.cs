using System.Globalization;
using RiskInsights.Core.Ingestion;

namespace RiskInsights.Tests.Ingestion;

/// <summary>
/// The Czech bank, against its published checksums and against sums that this test computes from the raw files with
/// nothing of the importer's code.
/// </summary>
public sealed class BerkaTests(BerkaTests.LoadedBank loaded) : IClassFixture<BerkaTests.LoadedBank>
{
    private readonly SmallBank _bank = loaded.Bank;

    [RealDataFact]
    public void Import_WholeBank_LoadsEveryRow()
    {
        Assert.Equal(
            ["client.asc 5369", "account.asc 4500", "trans.asc 49102", "card.asc 892", "order.asc 6471", "loan.asc 328"],
            loaded.Reports.Select(r => $"{r.FileName} {r.Loaded}"));
        Assert.All(loaded.Reports, r => Assert.Equal((r.Loaded, 0L, 0L), (r.Read, r.Unchanged, r.Quarantined)));
    }

    [RealDataFact]
    public async Task Import_WholeBank_HasThePublishedChecksums()
    {
        Assert.Equal(21_228_993_60, await _bank.ValueAsync<long>("SELECT SUM(amount_cents) FROM fact_events WHERE event_type = 'standing_order'"));
        Assert.Equal(315_486_449_80, await _bank.ValueAsync<long>("SELECT SUM(ABS(amount_cents)) FROM fact_transactions"));
        Assert.Equal(93, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_transactions WHERE balance_after_cents < 0"));
        Assert.Equal(46, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_events WHERE event_type = 'default_90dpd'"));
        Assert.Equal("CZK", await _bank.ValueAsync<string>("SELECT value FROM ops_properties WHERE name = 'currency'"));
        Assert.Empty(await _bank.Database.RowsAsync<string>("SELECT CAST(\"table\" AS TEXT) FROM pragma_foreign_key_check"));
    }

    [RealDataFact]
    public async Task Import_WholeBank_MonthlySumsEqualTheRawFile()
    {
        var months = Raw("trans.asc").GroupBy(t => int.Parse("19" + t["date"][..4], CultureInfo.InvariantCulture)).OrderBy(g => g.Key)
            .Select(g => $"{g.Key}|{g.Count()}|{Sum(g, credit: true)}|{Sum(g, credit: false)}");
        Assert.Equal(months, await _bank.Database.RowsAsync<string>("""
            SELECT year_month || '|' || SUM(transaction_count) || '|' || SUM(credit_cents) || '|' || SUM(debit_cents)
            FROM agg_account_month GROUP BY year_month ORDER BY year_month
            """));
        Assert.Equal(months, await _bank.Database.RowsAsync<string>("""
            SELECT (date_key / 100) || '|' || SUM(transaction_count) || '|' || SUM(credit_cents) || '|' || SUM(debit_cents)
            FROM agg_daily GROUP BY date_key / 100 ORDER BY 1
            """));
    }

    [RealDataFact]
    public async Task Import_WholeBank_ClosingBalancesEqualTheRawFile()
    {
        // The last row of an account's month in the file's own order holds its closing balance.
        var balances = Raw("trans.asc").GroupBy(t => (Account: t["account_id"], Month: t["date"][..4]))
            .Select(g => g.Select((t, i) => (t, i)).OrderBy(x => x.t["date"], StringComparer.Ordinal).ThenBy(x => x.i).Last().t)
            .Sum(t => Cents(t["balance"]));
        Assert.Equal(balances, await _bank.ValueAsync<long>("SELECT SUM(closing_balance_cents) FROM agg_account_month"));
    }

    [RealDataFact]
    public async Task Import_WholeBank_KindsOfBookingsEqualTheRawFile()
    {
        var raw = Raw("trans.asc").ToList();
        var cash = raw.Where(t => t["operation"].StartsWith('V') && t["k_symbol"] is not ("SLUZBY" or "SANKC. UROK" or "UROK")).Sum(t => Cents(t["amount"]));
        var interest = raw.Where(t => t["k_symbol"] is "UROK" or "SANKC. UROK").Sum(t => Cents(t["amount"]));
        Assert.Equal(cash, await _bank.ValueAsync<long>("SELECT SUM(debit_cents + credit_cents) FROM agg_daily WHERE type = 'cash'"));
        Assert.Equal(interest, await _bank.ValueAsync<long>("SELECT SUM(debit_cents + credit_cents) FROM agg_daily WHERE type = 'interest'"));
        Assert.Equal(raw.Count(t => t["operation"] is "VYBER KARTOU"), await _bank.ValueAsync<int>("SELECT SUM(transaction_count) FROM agg_daily WHERE channel = 'atm'"));
        Assert.Equal(0, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM agg_daily WHERE type = 'other'"));
    }

    [RealDataFact]
    public async Task Import_WholeBank_ClientsHaveBirthYearRegionAndSegment()
    {
        var births = Raw("client.asc").Sum(c => 1900L + int.Parse(c["birth_number"][..2], CultureInfo.InvariantCulture));
        Assert.Equal(births, await _bank.ValueAsync<long>("SELECT SUM(birth_year) FROM dim_clients"));
        Assert.Equal(8, await _bank.ValueAsync<int>("SELECT COUNT(DISTINCT region) FROM dim_clients"));
        Assert.Equal(
            ["affluent|88", "retail|5136", "student|145"],
            await _bank.Database.RowsAsync<string>("SELECT segment || '|' || COUNT(*) FROM dim_clients GROUP BY segment ORDER BY segment"));
        Assert.Equal(4500, await _bank.ValueAsync<int>("SELECT COUNT(DISTINCT client_key) FROM dim_accounts"));
        Assert.Equal(0, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM dim_clients WHERE joined_on IS NULL"));
    }

    [RealDataFact]
    public async Task Import_WholeBank_AggregatesEqualRebuild() =>
        Assert.True(await AggregateFigures.AssertEqualRebuildAsync(_bank.Database) > 10_000);

    [RealDataFact]
    public async Task Import_SecondTime_ChangesNothing()
    {
        var again = await _bank.Importer.ImportFolderAsync(RealData.Path("berka"), Families.Berka, "tester");
        Assert.All(again, r => Assert.True(r.AlreadyLoaded));
        Assert.Equal(6, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
    }

    private static long Sum(IEnumerable<Dictionary<string, string>> rows, bool credit) =>
        rows.Where(t => t["type"] is "PRIJEM" == credit).Sum(t => Cents(t["amount"]));

    private static long Cents(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    private static IEnumerable<Dictionary<string, string>> Raw(string name)
    {
        var lines = File.ReadLines(RealData.Path("berka", name)).Select(l => l.Split(';').Select(f => f.Trim('"')).ToArray());
        string[]? header = null;
        foreach (var fields in lines)
        {
            if (header is null)
                header = fields;
            else
                yield return header.Zip(fields).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal);
        }
    }

    public sealed class LoadedBank : IAsyncLifetime
    {
        public SmallBank Bank { get; } = new();

        public IReadOnlyList<BatchReport> Reports { get; private set; } = [];

        public async Task InitializeAsync()
        {
            if (RealData.IsPresent)
                Reports = await Bank.Importer.ImportFolderAsync(RealData.Path("berka"), Families.Berka, "tester");
        }

        public Task DisposeAsync()
        {
            Bank.Dispose();
            return Task.CompletedTask;
        }
    }
}
