using System.Globalization;
using System.Text;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class DateOrderTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [EngineFact]
    public async Task Import_OneDayAboveTwelve_DecidesForTheWholeFile()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("us.csv", Rows("03/04/2024", "05/25/2024"));
        Assert.Equal([20240304, 20240525], await _bank.Database.RowsAsync<int>("SELECT date_key FROM fact_transactions ORDER BY 1"));
    }

    [EngineFact]
    public async Task Import_NothingDecides_TheDayComesFirst()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("open.csv", Rows("03/04/2024", "05/06/2024"));
        Assert.Equal([20240403, 20240605], await _bank.Database.RowsAsync<int>("SELECT date_key FROM fact_transactions ORDER BY 1"));
    }

    [EngineFact]
    public async Task Import_DecidingRowAtTheEndOfALongFile_DecidesForTheFirstRowToo()
    {
        await _bank.WithAccountsAsync();
        var dates = Enumerable.Repeat("03/04/2024", 25_000).Append("05/25/2024").ToArray();
        var report = await _bank.ImportAsync("us.csv", Rows(dates));
        Assert.Equal(25_001, report.Loaded);
        Assert.Equal(25_000, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_transactions WHERE date_key = 20240304"));
    }

    [EngineFact]
    public async Task Import_OneTypingErrorInAThousand_IsQuarantined()
    {
        await _bank.WithAccountsAsync();
        var dates = Enumerable.Repeat("25/05/2024", 1000).Append("05/25/2024").ToArray();
        var report = await _bank.ImportAsync("eu.csv", Rows(dates));
        Assert.Equal([("bad_date", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
    }

    private static string Rows(params string[] dates)
    {
        var text = new StringBuilder(SmallBank.TransactionsHeader + "\n");
        for (var i = 0; i < dates.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},A1,{dates[i]},1.00,transfer,online,FR,,\n");
        return text.ToString();
    }
}
