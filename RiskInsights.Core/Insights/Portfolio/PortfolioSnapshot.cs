using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The aggregates as of one batch, in memory and immutable: what a page reads from it agrees with itself.</summary>
internal sealed class PortfolioSnapshot
{
    private const int TrendPoints = 12;

    /// <summary>The last batch that is in it; 0 for an empty warehouse.</summary>
    public required long Version { get; init; }

    public required DailyCells Cells { get; init; }

    public required AccountMonths Months { get; init; }

    public required ClientBook Clients { get; init; }

    public required AmountSizes Amounts { get; init; }

    public required WatchedMonths Watched { get; init; }

    public required IReadOnlyList<SegmentTotals> Segments { get; init; }

    public static async Task<PortfolioSnapshot> ReadAsync(WarehouseDatabase warehouse, long version, CancellationToken cancellation)
    {
        var clients = await ClientBook.ReadAsync(warehouse, cancellation);
        var months = await AccountMonths.ReadAsync(warehouse, clients, cancellation);
        return new PortfolioSnapshot
        {
            Version = version,
            Cells = await DailyCells.ReadAsync(warehouse, cancellation),
            Months = months,
            Clients = clients,
            Amounts = await AmountSizes.ReadAsync(warehouse, cancellation),
            Watched = await WatchedMonths.ReadAsync(warehouse, cancellation),
            Segments = await SegmentTotals.ReadAsync(warehouse, clients, months, cancellation),
        };
    }

    public PortfolioOverview Overview(PortfolioFilter filter, Granularity granularity)
    {
        var current = CellTotals.Of(Cells, filter, filter.Period);
        var previous = CellTotals.Of(Cells, filter, filter.Previous);
        var trend = Buckets.Evenly(filter.Period, TrendPoints);
        var people = new ClientKpis(this, Clients.Segments.Mask(filter.Segments));
        return new PortfolioOverview
        {
            TransactionCount = Sum(current, previous, trend, t => t.Count),
            Volume = Sum(current, previous, trend, t => t.VolumeCents),
            NetFlow = Sum(current, previous, trend, t => t.CreditCents - t.DebitCents),
            BalanceHeld = people.Trend(filter, trend, people.BalanceHeld),
            ActiveClients = people.Trend(filter, trend, people.Active),
            NewClients = people.Trend(filter, trend, people.New),
            DepartedClients = people.Trend(filter, trend, people.Departed),
            DefaultRate = people.Trend(filter, trend, people.DefaultRate),
            VolumeOverTime = OverTime(current, previous, granularity),
            Breakdowns = Enum.GetValues<PortfolioDimension>().ToDictionary(d => d, d => CellTotals.Breakdown(Cells, d, current, previous)),
        };
    }

    private static KpiTrend Sum(CellTotals current, CellTotals previous, IReadOnlyList<Period> trend, Func<DayTotals, double> value) =>
        new(value(current.In(current.Period)), value(previous.In(previous.Period)), [.. trend.Select(p => (double?)value(current.In(p)))]);

    private static IReadOnlyList<VolumePoint> OverTime(CellTotals current, CellTotals previous, Granularity granularity)
    {
        var before = Buckets.Of(previous.Period, granularity);
        return [.. Buckets.Of(current.Period, granularity).Select((bucket, i) =>
        {
            var totals = current.In(bucket);
            long? previousVolume = i < before.Count ? previous.In(before[i]).VolumeCents : null;
            return new VolumePoint(bucket.From, bucket.To, totals.CreditCents, totals.DebitCents, (int)totals.Count, previousVolume);
        })];
    }
}
