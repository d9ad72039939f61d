using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>
/// What the overview needs of <c>agg_account_month</c>, in memory by month: who was active on which day, each account's
/// volume, and the balances held at every month's end.
/// </summary>
internal sealed class AccountMonths
{
    private const string MonthsSql = """
        SELECT account_key, year_month, client_key, active_days, debit_cents + credit_cents AS volume_cents, closing_balance_cents
        FROM agg_account_month
        ORDER BY year_month, account_key
        """;

    private readonly SortedDictionary<int, MonthColumns> _months = [];

    /// <summary>False where no transaction carried a balance.</summary>
    public bool HasBalances { get; private set; }

    public static async Task<AccountMonths> ReadAsync(WarehouseDatabase warehouse, ClientBook clients, CancellationToken cancellation)
    {
        var result = new AccountMonths();
        var balances = new Dictionary<int, long>();
        await warehouse.ForEachRecordAsync(
            MonthsSql,
            null,
            row =>
            {
                var (accountKey, clientKey) = (row.GetInt32(0), row.GetInt32(2));
                var month = result.Month(row.GetInt32(1), clients.Segments.Count);
                result.AccountKeyLimit = Math.Max(result.AccountKeyLimit, accountKey + 1);
                month.Add(accountKey, clientKey, row.GetInt32(3), row.GetInt64(4));
                if (row.IsDBNull(5))
                    return;
                var closing = row.GetInt64(5);
                result.HasBalances = true;
                month.BalanceCents[clients.SegmentOf(clientKey)] += closing - balances.GetValueOrDefault(accountKey);
                balances[accountKey] = closing;
            },
            cancellation);
        result.CarryBalancesForward();
        return result;
    }

    /// <summary>The months that a period touches, with the days of each that lie in it as a bit mask (bit 0 is day 1).</summary>
    public IEnumerable<(MonthColumns Rows, int DayMask)> In(Period period)
    {
        for (var first = new DateOnly(period.From.Year, period.From.Month, 1); first <= period.To; first = first.AddMonths(1))
        {
            if (_months.TryGetValue(YearMonth(first), out var rows))
                yield return (rows, DayMask(first, period));
        }
    }

    /// <summary>The days of a month (named by its first day) that lie in a period, as bits: bit 0 is day 1.</summary>
    public static int DayMask(DateOnly first, Period period)
    {
        var last = first.AddMonths(1).AddDays(-1);
        var fromDay = period.From > first ? period.From.Day : 1;
        var toDay = period.To < last ? period.To.Day : last.Day;
        return (int)((1L << toDay) - (1L << (fromDay - 1)));
    }

    /// <summary>Sum of the last known balances at the end of the month of <paramref name="date"/>, in cents.</summary>
    public long BalanceAtMonthEnd(DateOnly date, bool[] segments)
    {
        var known = _months.LastOrDefault(m => m.Key <= YearMonth(date)).Value;
        return known is null ? 0 : known.BalanceCents.Where((_, segment) => segments[segment]).Sum();
    }

    /// <summary>All months in their order.</summary>
    public IEnumerable<(int YearMonth, MonthColumns Rows)> All => _months.Select(m => (m.Key, m.Value));

    /// <summary>Number of places that an array by account key needs.</summary>
    public int AccountKeyLimit { get; private set; }

    /// <summary>Sum of the last known balances of a segment, in cents.</summary>
    public long LastBalance(int segment) => _months.Count == 0 ? 0 : _months.Values.Last().BalanceCents[segment];

    /// <summary>The months (yyyymm) up to the one of <paramref name="date"/> in which any account was used.</summary>
    public IReadOnlyList<int> Until(DateOnly date) => [.. _months.Keys.TakeWhile(month => month <= YearMonth(date))];

    private static int YearMonth(DateOnly date) => (date.Year * 100) + date.Month;

    private MonthColumns Month(int yearMonth, int segments)
    {
        if (!_months.TryGetValue(yearMonth, out var month))
            _months.Add(yearMonth, month = new MonthColumns(segments));
        return month;
    }

    /// <summary>An account without transactions keeps its balance: months turn from changes into running sums.</summary>
    private void CarryBalancesForward()
    {
        long[]? before = null;
        foreach (var month in _months.Values)
        {
            for (var segment = 0; before is not null && segment < before.Length; segment++)
                month.BalanceCents[segment] += before[segment];
            before = month.BalanceCents;
        }
    }

    /// <summary>The accounts that were used in one month.</summary>
    internal sealed class MonthColumns(int segments)
    {
        /// <summary>By the client's segment.</summary>
        public long[] BalanceCents { get; } = new long[segments];

        public List<int> AccountKey { get; } = [];

        public List<int> ClientKey { get; } = [];

        /// <summary>Bit d − 1 is set when day d has a transaction.</summary>
        public List<int> ActiveDays { get; } = [];

        public List<long> VolumeCents { get; } = [];

        public void Add(int accountKey, int clientKey, int activeDays, long volumeCents)
        {
            AccountKey.Add(accountKey);
            ClientKey.Add(clientKey);
            ActiveDays.Add(activeDays);
            VolumeCents.Add(volumeCents);
        }
    }
}
