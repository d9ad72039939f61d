using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Anomalies;

public sealed class AnomalySelectionsTests : IAsyncLifetime
{
    private WatchedBank _bank = null!;

    public async Task InitializeAsync() => _bank = await WatchedBank.CreateAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineFact]
    public async Task Summary_OfTheStrange_AddsAmountsAndTakesTheMiddleScore()
    {
        var scores = await _bank.Bank.Database.RowsAsync<double>("SELECT score FROM ml_anomaly_scores WHERE transaction_id IN @ids ORDER BY score", new { ids = WatchedBank.Strange });
        var summary = await _bank.Selections.SummaryAsync(1, WatchedBank.Strange);
        Assert.Equal(new AnomalySummary(4, (900 + 1000 + 1100 + 1200) * 100, 4, (scores[1] + scores[2]) / 2), summary);
    }

    [EngineFact]
    public async Task Summary_OfNothingOrUnknownIds_IsEmpty()
    {
        Assert.Equal(new AnomalySummary(0, 0, 0, null), await _bank.Selections.SummaryAsync(1, []));
        Assert.Equal(new AnomalySummary(0, 0, 0, null), await _bank.Selections.SummaryAsync(1, [123_456]));
    }

    // Ids are asked for in parts, because an engine limits the parameters of a query.
    [EngineFact]
    public async Task Summary_OfMoreIdsThanAQueryHolds_CountsEachOnce()
    {
        var ids = (await _bank.Anomalies.PointsAsync(1, WatchedBank.Everything)).TransactionIds;
        var summary = await _bank.Selections.SummaryAsync(1, [.. ids, .. ids]);
        Assert.Equal((1024, 6), (summary.Transactions, summary.Clients));
        Assert.Equal(await _bank.Bank.ValueAsync<long>("SELECT SUM(ABS(amount_cents)) FROM fact_transactions WHERE date_key >= 20240131"), summary.AmountCents);
    }

    [EngineFact]
    public async Task Why_TheStrange_SharesAddToOneAndNameTheNewCountry()
    {
        var why = await _bank.Selections.WhyAsync(1, WatchedBank.Strange);
        Assert.Equal(1, why.Sum(f => f.Share), 9);
        Assert.Equal(why.OrderByDescending(f => f.Share), why);
        var country = Assert.Single(why, f => f.Feature == "new_country");
        Assert.True(country.Typical < 0.05, $"{country.Typical} of what they did before was in Brazil");
        Assert.True(country.Everyone > 0.9, $"everyone: {country.Everyone}");
        Assert.Equal(AnomalyUnit.ShareOfHabit, country.Unit);
    }

    [EngineFact]
    public async Task Why_WhatIsNotExplained_IsEmpty()
    {
        var ordinary = await _bank.Bank.ValueAsync<long>("SELECT transaction_id FROM ml_anomaly_scores ORDER BY score LIMIT 1");
        Assert.Empty(await _bank.Selections.WhyAsync(1, [ordinary]));
        Assert.Empty(await _bank.Selections.WhyAsync(1, []));
    }
}
