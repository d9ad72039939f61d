using System.Data.Common;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.History;

/// <summary>
/// Reads the account-months once, oldest first, and stops at the firsts of months that somebody wants to look from. One pass
/// serves every as-of date; a query for each would group the same months again and again (docs/decisions/features.md).
/// </summary>
public sealed class HistoryReader(WarehouseDatabase warehouse)
{
    internal const string ExtentSql = """
        SELECT MIN(date_key) AS first, MAX(date_key) AS last FROM agg_daily
        """;

    internal const string ClientsSql = """
        SELECT COUNT(*) FROM dim_clients
        """;

    internal const string MonthsSql = """
        SELECT year_month, account_key, transaction_count, debit_count, debit_cents, credit_cents, cash_debit_cents, foreign_debit_cents,
               salary_cents, loan_payment_cents, fee_cents, digital_count, overdrawn_count, initiated_days, closing_balance_cents,
               minimum_balance_cents
        FROM agg_account_month
        WHERE year_month >= @from AND year_month < @to
        ORDER BY year_month, account_key, client_key
        """;

    /// <summary>The queries behind every feature and label, as they run, for whoever wants to see where a number comes from.</summary>
    public static string Queries => $"-- Months of the accounts\n{MonthsSql}\n\n-- What happened\n{EventBook.EventsSql}";

    /// <summary>First and last day with a transaction, and the number of clients; null where there is no transaction.</summary>
    public async Task<(DateOnly First, DateOnly Last, int Clients)?> ExtentAsync(CancellationToken cancellation = default) =>
        await warehouse.RowAsync<Extent>(ExtentSql, cancellation: cancellation) is { First: { } first, Last: { } last }
            ? (TimeDimension.DateOf(first), TimeDimension.DateOf(last), await warehouse.RowAsync<int>(ClientsSql, cancellation: cancellation))
            : null;

    /// <summary>Calls <paramref name="at"/> for each stop, with everything before it read.</summary>
    /// <param name="stops">Firsts of months, ascending, each once.</param>
    internal async Task ReadAsync(IReadOnlyList<DateOnly> stops, Action<HistoryStop> at, CancellationToken cancellation)
    {
        if (stops.Count == 0)
            return;
        var book = await ClientRegister.ReadAsync(warehouse, cancellation);
        var events = await EventBook.ReadAsync(warehouse, book, cancellation);
        var walk = new HistoryWalk(book, events, stops, at);
        var parameters = new { from = MonthOf(walk.First), to = MonthOf(stops[^1]) };
        await warehouse.ForEachRecordAsync(MonthsSql, parameters, walk.Add, cancellation);
        walk.End();
    }

    private static int MonthOf(DateOnly date) => (date.Year * 100) + date.Month;

    private sealed record Extent
    {
        public int? First { get; init; }

        public int? Last { get; init; }
    }

    /// <summary>Where the pass stands: fills the ring month by month.</summary>
    private sealed class HistoryWalk(ClientRegister book, EventBook events, IReadOnlyList<DateOnly> stops, Action<HistoryStop> at)
    {
        private readonly MonthRing _months = new(book.Clients.Count, book.Accounts.Length);
        private DateOnly _month = stops[0].AddMonths(-MonthRing.LookBack - 1);
        private int _next;

        /// <summary>The first month that matters to the first stop.</summary>
        public DateOnly First { get; } = stops[0].AddMonths(-MonthRing.LookBack);

        public void Add(DbDataReader row)
        {
            var key = row.GetInt32(0);
            if (key != MonthOf(_month))
                AdvanceTo(new DateOnly(key / 100, key % 100, 1));
            var account = book.AccountAt(row.GetInt32(1));
            if (account < 0)
                return;
            var client = book.Accounts[account].Client;
            const int FirstFigure = 2;
            for (var figure = MonthFigure.TransactionCount; figure <= MonthFigure.OverdrawnCount; figure++)
                _months.Add(client, figure, row.GetInt64(FirstFigure + (int)figure));
            AddByKind(client, book.Accounts[account].Kind, row.GetInt64(FirstFigure + (int)MonthFigure.DebitCents), row.GetInt64(FirstFigure + (int)MonthFigure.CreditCents));
            var initiated = row.GetInt32(FirstFigure + (int)MonthFigure.InitiatedDays);
            _months.AddInitiatedDays(client, initiated);
            _months.Add(client, MonthFigure.InitiatedDays, System.Numerics.BitOperations.PopCount((uint)initiated));
            if (!row.IsDBNull(14))
                _months.SetBalance(account, row.GetInt64(14), row.GetInt64(15));
        }

        private void AddByKind(int client, AccountKinds kind, long debit, long credit)
        {
            if ((kind & AccountKinds.Main) != AccountKinds.None)
            {
                _months.Add(client, MonthFigure.MainDebitCents, debit);
                _months.Add(client, MonthFigure.MainCreditCents, credit);
            }
            else if (kind == AccountKinds.Savings)
            {
                _months.Add(client, MonthFigure.SavingsDebitCents, debit);
                _months.Add(client, MonthFigure.SavingsCreditCents, credit);
            }
        }

        public void End() => AdvanceTo(stops[^1]);

        private void AdvanceTo(DateOnly month)
        {
            while (_month < month)
            {
                _month = _month.AddMonths(1);
                if (_next < stops.Count && stops[_next] == _month)
                    at(new HistoryStop(book, events, _months, stops[_next++]));
                _months.Advance();
            }
        }
    }
}

/// <summary>A moment of the pass: everything before the date has been read.</summary>
internal sealed class HistoryStop(ClientRegister book, EventBook events, MonthRing months, DateOnly date)
{
    public DateOnly Date => date;

    public ClientRegister Book => book;

    /// <summary>Looks back from here, one client after the other.</summary>
    public ClientHistory History() => new(book, events, months, date);

    /// <summary>Looks at the window that began on an earlier date and ends by now.</summary>
    public ClientOutcome Outcome(DateOnly from, DateOnly to) => new(book, events, months, from, to, date);
}
