using System.Collections;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>What a month moved, split by one dimension.</summary>
/// <param name="YearMonth">yyyymm.</param>
public sealed record MonthVolume(int YearMonth, string Code, long TransactionCount, long VolumeCents);

/// <summary>Clients with at least one transaction in a month.</summary>
/// <param name="YearMonth">yyyymm.</param>
public sealed record MonthClients(int YearMonth, int ActiveClients);

/// <summary>The volume of the days up to one, that day included.</summary>
public sealed record RollingVolume(DateOnly Date, long VolumeCents);

/// <summary>Tables over the whole history, each one pass over the snapshot.</summary>
internal static class MonthlyTables
{
    /// <summary>In the order of months and codes; without the cells that are empty.</summary>
    public static IReadOnlyList<MonthVolume> Volumes(DailyCells cells, PortfolioDimension dimension)
    {
        var codes = cells.Codes[(int)dimension];
        var order = Enumerable.Range(0, codes.Count).OrderBy(c => codes[c], StringComparer.Ordinal).ToArray();
        var rows = new List<MonthVolume>();
        var totals = new DayTotals[codes.Count];
        for (var cell = 0; cell < cells.Length;)
        {
            var first = DateOnly.FromDayNumber(cells.Day(cell));
            var end = cells.Slice(new Period(first, new DateOnly(first.Year, first.Month, 1).AddMonths(1).AddDays(-1))).End;
            Array.Clear(totals);
            for (; cell < end; cell++)
                totals[cells.Code(dimension, cell)] += new DayTotals(cells.Count(cell), cells.Debit(cell), cells.Credit(cell));
            rows.AddRange(order.Where(c => totals[c].Count > 0).Select(c => new MonthVolume((first.Year * 100) + first.Month, codes[c], totals[c].Count, totals[c].VolumeCents)));
        }

        return rows;
    }

    public static IReadOnlyList<MonthClients> ActiveClients(AccountMonths months, int clientKeyLimit)
    {
        var seen = new BitArray(clientKeyLimit);
        var rows = new List<MonthClients>();
        foreach (var (month, accounts) in months.All)
        {
            seen.SetAll(false);
            var count = 0;
            foreach (var client in accounts.ClientKey)
            {
                if (seen[client])
                    continue;
                seen[client] = true;
                count++;
            }

            rows.Add(new MonthClients(month, count));
        }

        return rows;
    }

    /// <summary>One row for each day with a transaction; the days before it are those with one, too.</summary>
    /// <param name="days">Length of the window in days with a transaction, at least 1.</param>
    public static IReadOnlyList<RollingVolume> Rolling(DailyCells cells, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var rows = new List<RollingVolume>();
        var volumes = new List<long>();
        long sum = 0;
        for (var cell = 0; cell < cells.Length;)
        {
            var day = cells.Day(cell);
            long volume = 0;
            for (; cell < cells.Length && cells.Day(cell) == day; cell++)
                volume += cells.Debit(cell) + cells.Credit(cell);
            volumes.Add(volume);
            sum += volume - (volumes.Count > days ? volumes[^(days + 1)] : 0);
            rows.Add(new RollingVolume(DateOnly.FromDayNumber(day), sum));
        }

        return rows;
    }
}
