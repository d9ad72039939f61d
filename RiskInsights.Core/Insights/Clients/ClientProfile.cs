namespace RiskInsights.Core.Insights.Clients;

/// <summary>Who a client is, and the accounts.</summary>
/// <param name="Accounts">In the order of their opening.</param>
public sealed record ClientProfile(ClientRow Client, IReadOnlyList<ClientAccount> Accounts)
{
    public int ClientKey => Client.ClientKey;

    public IEnumerable<ClientAccount> OpenAccounts => Accounts.Where(a => !a.IsClosed);

    /// <summary>Sum of the open accounts' balances, debts deducted; null where none is known.</summary>
    public long? BalanceCents =>
        OpenAccounts.Any(a => a.BalanceCents is not null) ? OpenAccounts.Sum(a => a.BalanceCents ?? 0) : null;

    /// <summary>Whether the bank booked anything, ever.</summary>
    public bool HasTransactions => Accounts.Any(a => a.Months.Count > 0);

    /// <summary>
    /// The days from <paramref name="from"/> to <paramref name="to"/> on which an account of the client moved, as date keys
    /// in order. Facts lie by day: whoever reads only these leaves most of them alone.
    /// </summary>
    public IReadOnlyList<int> DaysWithTransactions(DateOnly from, DateOnly to)
    {
        var (first, last) = (from.Year * 100 + from.Month, to.Year * 100 + to.Month);
        var (firstKey, lastKey) = (first * 100 + from.Day, last * 100 + to.Day);
        var days = new SortedSet<int>();
        foreach (var month in Accounts.SelectMany(a => a.Months).Where(m => m.YearMonth >= first && m.YearMonth <= last))
        {
            for (var day = 1; day <= 31; day++)
            {
                var key = month.YearMonth * 100 + day;
                if ((month.ActiveDays >> (day - 1) & 1) == 1 && key >= firstKey && key <= lastKey)
                    days.Add(key);
            }
        }

        return [.. days];
    }
}
