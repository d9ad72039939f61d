using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

public sealed class ActiveDaysTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [EngineTheory]
    [InlineData(0b1, 1, 1)]
    [InlineData(0b10_1000, 4, 6)]
    [InlineData(1 << 30, 31, 31)]
    [InlineData((1 << 30) | (1 << 29), 30, 31)]
    [InlineData(int.MaxValue, 1, 31)]
    public async Task FirstAndLast_OfDays_AreTheLowestAndTheHighest(int days, int first, int last)
    {
        var sql = $"SELECT {ActiveDays.FirstIn("days")} * 100 + {ActiveDays.LastIn("days")} FROM (SELECT CAST(@days AS INTEGER) AS days) AS month";
        Assert.Equal((first * 100) + last, await _warehouse.Database.RowAsync<int>(sql, new { days }));
        Assert.Equal(last, ActiveDays.Last(days));
    }
}
