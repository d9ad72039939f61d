using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Portfolio;

public sealed class EmptyPortfolioTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [EngineFact]
    public async Task Overview_EmptyWarehouse_KnowsNothingRatherThanZero()
    {
        var repository = new PortfolioRepository(_warehouse.Database);
        var period = new Period(new DateOnly(2025, 1, 1), new DateOnly(2025, 1, 31));
        var overview = await repository.OverviewAsync(new PortfolioFilter { Period = period, Previous = period.Before() }, Granularity.Day);
        Assert.Null(await repository.ExtentAsync());
        Assert.Null(await repository.CurrencyAsync());
        Assert.Null(overview.BalanceHeld.Current);
        Assert.Null(overview.DefaultRate.Current);
        Assert.Equal(0, overview.TransactionCount.Current);
        Assert.All(overview.Breakdowns.Values, Assert.Empty);
    }
}
