namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>All that the overview shows, from one snapshot of the aggregates, so that its numbers agree.</summary>
public sealed record PortfolioOverview
{
    public required KpiTrend TransactionCount { get; init; }

    /// <summary>Debits and credits together, in cents.</summary>
    public required KpiTrend Volume { get; init; }

    /// <summary>Balances held by clients at the end of the period, in cents; null where no balance was ever delivered.</summary>
    public required KpiTrend BalanceHeld { get; init; }

    /// <summary>Clients with at least one transaction. Obeys the period and the segment; the other filters do not apply.</summary>
    public required KpiTrend ActiveClients { get; init; }

    public required KpiTrend NewClients { get; init; }

    public required KpiTrend DepartedClients { get; init; }

    /// <summary>
    /// Clients whose first 90-days-past-due default fell in the period, divided by the clients present and never defaulted
    /// at its start. A fraction; null where there was no client.
    /// </summary>
    public required KpiTrend DefaultRate { get; init; }

    /// <summary>Credits less debits, in cents.</summary>
    public required KpiTrend NetFlow { get; init; }

    /// <summary>By bucket of the period, oldest first.</summary>
    public required IReadOnlyList<VolumePoint> VolumeOverTime { get; init; }

    /// <summary>Largest first. Each dimension ignores its own filter and obeys the others.</summary>
    public required IReadOnlyDictionary<PortfolioDimension, IReadOnlyList<BreakdownRow>> Breakdowns { get; init; }
}

/// <summary>One bucket of the volume chart, in cents.</summary>
/// <param name="From">First day of the bucket.</param>
/// <param name="PreviousCents">Debits and credits of the bucket in the same place of the period before; null past its end.</param>
public sealed record VolumePoint(DateOnly From, DateOnly To, long CreditCents, long DebitCents, int Count, long? PreviousCents);

/// <summary>One bar of a breakdown, in cents.</summary>
public sealed record BreakdownRow(string Code, long VolumeCents, long PreviousVolumeCents, long Count);
