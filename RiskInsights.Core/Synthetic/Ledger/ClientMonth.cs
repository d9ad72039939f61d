using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Ledger;

/// <summary>Lives one client's month: hidden life first, then plans, then the booking of what the balance allows.</summary>
internal sealed class ClientMonth(MonthJournal journal, AnomalyPlanter anomalies)
{
    private readonly AccountBook _book = new(journal);
    private readonly PaymentPlan _plan = new();

    public void Live(Client client, BankMonth month)
    {
        if (client.LeftOn != 0 || client.JoinedOn > month.Last.DayNumber)
            return;
        bool joins = client.JoinedOn >= month.First.DayNumber;
        int from = joins ? (client.JoinedOn - month.First.DayNumber) * BankMonth.Day + Clock.Office(ref client.Habits) : month.From;
        if (from >= month.To)
            return;

        // The hidden life of a newcomer begins with the month after; what falls outside the history is not told.
        var (defaultDay, departureDay) = joins || client.DefaultedOn != 0 ? (0, 0) : client.Life.Live(client.Traits, month.First.Year, month.First.Month);
        int defaultAt = Moment(month, defaultDay, 5), departureAt = Moment(month, departureDay, 15);
        int eventAt = Math.Min(month.To, Math.Min(defaultAt, departureAt));
        _book.Begin(client, month, from, eventAt);
        if (client.Accounts.Length == 0)
            new Openings(_book).Open(client, month, from, broughtForward: !joins);

        Plan(client, month, from, eventAt);
        _plan.Sort();
        _book.Book(_plan.Payments);

        _book.Begin(client, month, from, month.To);
        if (defaultAt < int.MaxValue)
            Default(client, month, defaultAt);
        if (departureAt < int.MaxValue)
        {
            new Farewell(_book).Close(client, departureAt);
            client.LeftOn = month.First.DayNumber + departureAt / BankMonth.Day;
        }
    }

    private void Plan(Client client, BankMonth month, int from, int to)
    {
        _plan.Clear();
        if (client.DefaultedOn != 0)
        {
            AfterDefault.Plan(client, month, _plan);
            return;
        }

        Obligations.Plan(client, month, _plan);
        if (client.IsBusiness)
            BusinessMonth.Plan(client, month, _plan);
        else
            Household.Plan(client, month, _plan);
        Incidents.Note(client, month, _book);
        anomalies.Plan(client, month, _plan, _book);
        LoanDesk.MayGrant(client, month, _plan, _book, from, to);
    }

    /// <summary>Records the default with the exposure: what is owed on all accounts, at least one month's obligations.</summary>
    private void Default(Client client, BankMonth month, int second)
    {
        long owed = 0;
        foreach (ref readonly var account in client.Accounts.AsSpan())
            owed += Math.Max(0, -account.Balance);
        client.DefaultedOn = month.First.DayNumber + second / BankMonth.Day;
        _book.Note(EventType.Default, second, client.Loan >= 0 ? client.Loan : Client.Main, Math.Max(owed, Math.Max(client.FixedCosts, 100_00)));
        if (client.Card >= 0)
            _book.Note(EventType.CardBlocked, second + 60, client.Card);
    }

    private static int Moment(BankMonth month, int day, int hour)
    {
        int second = month.Midnight(day) + hour * 3_600;
        return day > 0 && second >= month.From && second < month.To ? second : int.MaxValue;
    }
}
