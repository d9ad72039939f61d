using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Ingestion.Aggregation;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class WatchRuleTests
{
    [EngineFact]
    public async Task Import_LargeOrWithACountryOfHighRisk_IsWatchedByMonthAndCountry()
    {
        using var bank = new SmallBank(new ImportOptions { Watch = new WatchRule { LargeAmount = 700, HighRiskAmount = 20, HighRiskCountries = ["ES", "GB"] } });
        await bank.WithAccountsAsync();
        await bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        Assert.Equal(
            ["202401|ES|1|10000", "202401|FR|1|200000", "202401|GB|1|2005", "202402|FR|1|70000"],
            await bank.Database.RowsAsync<string>("SELECT CAST(year_month AS TEXT) || '|' || country || '|' || transaction_count || '|' || amount_cents FROM agg_watched ORDER BY year_month, country"));
    }

    [Theory]
    [InlineData(0, 10, "FR")]
    [InlineData(10, -1, "FR")]
    [InlineData(10, 10, "XX")]
    [InlineData(10, 10, "fr")]
    [InlineData(10, 10, "")]
    public void Rule_WithImpossibleValues_IsRefused(long large, long highRisk, string country) =>
        Assert.ThrowsAny<ArgumentException>(() => new WatchRule { LargeAmount = large, HighRiskAmount = highRisk, HighRiskCountries = [country] }.Validate());
}
