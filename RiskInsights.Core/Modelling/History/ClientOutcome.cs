namespace RiskInsights.Core.Modelling.History;

/// <summary>What became of one client in the performance window: for labels only, never for features.</summary>
public sealed class ClientOutcome
{
    private readonly ClientRegister _book;
    private readonly EventBook _events;
    private readonly MonthRing _months;
    private readonly DateOnly _read;

    /// <param name="read">The first of a month that is not before the window's end: all before it is in <paramref name="months"/>.</param>
    internal ClientOutcome(ClientRegister book, EventBook events, MonthRing months, DateOnly from, DateOnly to, DateOnly read) =>
        (_book, _events, _months, From, To, _read) = (book, events, months, from, to, read);

    /// <summary>The window's first day: the as-of date.</summary>
    public DateOnly From { get; }

    /// <summary>The day after its last one.</summary>
    public DateOnly To { get; }

    internal int Client { get; set; }

    /// <summary>Whether an event of a type fell into the window.</summary>
    public bool Has(string type) => _events.Count(Client, type, From.DayNumber, To.DayNumber) > 0;

    /// <summary>Whether the client left the bank in the window.</summary>
    public bool Left => IsIn(_book.Clients[Client].LeftOn);

    /// <summary>Whether the last account that was open on the window's first day was closed in it.</summary>
    public bool ClosedAllAccounts
    {
        get
        {
            var (open, closed) = (0, 0);
            foreach (var account in _book.AccountsOf[Client])
            {
                if (!_book.Accounts[account].IsOpenOn(From))
                    continue;
                open++;
                closed += IsIn(_book.Accounts[account].ClosedOn) ? 1 : 0;
            }

            return open > 0 && open == closed;
        }
    }

    /// <summary>Whether the client did anything in the window: paid by card, moved cash, sent money.</summary>
    public bool Initiated
    {
        get
        {
            for (var (month, back) = (_read.AddMonths(-1), 0); month >= From; month = month.AddMonths(-1), back++)
            {
                var days = _months.InitiatedDays(Client, back);
                for (var day = 0; days != 0; day++, days >>>= 1)
                {
                    if ((days & 1) != 0 && month.AddDays(day) < To)
                        return true;
                }
            }

            return false;
        }
    }

    private bool IsIn(DateOnly? day) => day >= From && day < To;
}
