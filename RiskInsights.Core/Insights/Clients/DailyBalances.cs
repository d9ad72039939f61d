using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>
/// A client's balance at the end of each day, from the balances that the bank delivers with its transactions. An account
/// counts from its first known balance to the day it is closed on.
/// </summary>
internal static class DailyBalances
{
    /// <summary>The first day whose transactions are needed: what was before lies in the account-months.</summary>
    public static DateOnly NeededFrom(DateOnly from) => new(from.Year, from.Month, 1);

    /// <param name="transactions">All from <see cref="NeededFrom"/> to <paramref name="to"/>, in the order of booking.</param>
    public static IReadOnlyList<DailyBalance> Of(
        IReadOnlyList<ClientAccount> accounts, IEnumerable<ClientTransactionRow> transactions, DateOnly from, DateOnly to)
    {
        var balances = accounts.ToDictionary(a => a.Row.AccountKey, a => Before(a, from.Year * 100 + from.Month));
        var byDay = transactions.ToLookup(t => t.DateKey);
        var days = new List<DailyBalance>();
        for (var day = NeededFrom(from); day <= to; day = day.AddDays(1))
        {
            foreach (var transaction in byDay[TimeDimension.KeyOf(day)])
                balances[transaction.AccountKey] = transaction.BalanceAfterCents ?? balances[transaction.AccountKey];
            if (day >= from)
                days.Add(new DailyBalance(day, Total(accounts, balances, day)));
        }

        return days;
    }

    private static long? Total(IReadOnlyList<ClientAccount> accounts, Dictionary<int, long?> balances, DateOnly day)
    {
        long? total = null;
        foreach (var account in accounts.Where(a => a.Row.ClosedOn is not { } closed || day < closed))
        {
            if (balances[account.Row.AccountKey] is { } balance)
                total = (total ?? 0) + balance;
        }

        return total;
    }

    private static long? Before(ClientAccount account, int yearMonth) =>
        account.Months.LastOrDefault(m => m.YearMonth < yearMonth && m.ClosingBalanceCents is not null)?.ClosingBalanceCents;
}
