using System.Collections;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The KPIs that count clients or what they hold. They obey the period and the segments.</summary>
internal sealed class ClientKpis(PortfolioSnapshot snapshot, bool[] segments)
{
    public KpiTrend Trend(PortfolioFilter filter, IReadOnlyList<Period> parts, Func<Period, double?> kpi) =>
        new(kpi(filter.Period), kpi(filter.Previous), [.. parts.Select(kpi)]);

    /// <summary>Clients with at least one transaction in the period.</summary>
    public double? Active(Period period)
    {
        var seen = new BitArray(snapshot.Clients.KeyLimit);
        var count = 0;
        foreach (var (rows, dayMask) in snapshot.Months.In(period))
        {
            for (var i = 0; i < rows.ClientKey.Count; i++)
            {
                var client = rows.ClientKey[i];
                if ((rows.ActiveDays[i] & dayMask) == 0 || seen[client] || !segments[snapshot.Clients.SegmentOf(client)])
                    continue;
                seen[client] = true;
                count++;
            }
        }

        return count;
    }

    public double? New(Period period) => Included().Count(c => c.JoinedOn is { } day && period.Contains(day));

    public double? Departed(Period period) => Included().Count(c => c.LeftOn is { } day && period.Contains(day));

    /// <inheritdoc cref="PortfolioOverview.DefaultRate"/>
    public double? DefaultRate(Period period)
    {
        int atRisk = 0, defaulted = 0;
        foreach (var client in Included())
        {
            if (!client.IsPresentOn(period.From) || client.DefaultedOn < period.From)
                continue;
            atRisk++;
            if (client.DefaultedOn is { } day && period.Contains(day))
                defaulted++;
        }

        return atRisk == 0 ? null : (double)defaulted / atRisk;
    }

    /// <summary>
    /// Balances at the end of the period's last day: those of the month's end, less what flowed between that day and the
    /// month's end.
    /// </summary>
    public double? BalanceHeld(Period period)
    {
        if (!snapshot.Months.HasBalances)
            return null;
        var monthEnd = new DateOnly(period.To.Year, period.To.Month, 1).AddMonths(1).AddDays(-1);
        var balance = snapshot.Months.BalanceAtMonthEnd(period.To, segments);
        if (period.To == monthEnd)
            return balance;
        var names = Enumerable.Range(0, segments.Length).Where(s => segments[s]).Select(s => snapshot.Clients.Segments[s]).ToList();
        var rest = new Period(period.To.AddDays(1), monthEnd);
        var flow = CellTotals.Of(snapshot.Cells, new PortfolioFilter { Period = rest, Previous = rest, Segments = names }, rest).In(rest);
        return balance - (flow.CreditCents - flow.DebitCents);
    }

    private IEnumerable<ClientBook.Entry> Included() => snapshot.Clients.All.Where(c => segments[c.Segment]);
}
