using System.Numerics;

namespace RiskInsights.Core.Modelling.History;

/// <summary>
/// What is known of one client before a date, for a feature's formula. Nothing here can see the date itself or a later day, so
/// no feature can. Months are calendar months before the date, which is the first of one; <c>back</c> 0 is the newest of them.
/// </summary>
public sealed class ClientHistory
{
    private readonly ClientRegister _book;
    private readonly EventBook _events;
    private readonly MonthRing _months;
    private readonly int _day;

    internal ClientHistory(ClientRegister book, EventBook events, MonthRing months, DateOnly asOf) =>
        (_book, _events, _months, AsOf, _day) = (book, events, months, asOf, asOf.DayNumber);

    /// <summary>The first of a month.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Which client this looks at, by its place among all.</summary>
    internal int Client
    {
        get;
        set
        {
            field = value;
            KnownMonths = CountKnownMonths();
        }
    }

    /// <summary>Months from the oldest with a transaction to the newest one before the date; 0 to 12.</summary>
    public int KnownMonths { get; private set; }

    internal int ClientKey => _book.Clients[Client].ClientKey;

    public int? BirthYear => _book.Clients[Client].BirthYear;

    public DateOnly? JoinedOn => _book.Clients[Client].JoinedOn;

    /// <summary>A client on the date: joined before it and did not leave before it.</summary>
    public bool IsThere
    {
        get
        {
            var client = _book.Clients[Client];
            return (client.JoinedOn is null || client.JoinedOn < AsOf) && (client.LeftOn is null || client.LeftOn >= AsOf);
        }
    }

    /// <summary>A figure summed over so many months, 1 to 12.</summary>
    public long Sum(MonthFigure figure, int months, int back = 0)
    {
        long sum = 0;
        for (var i = back; i < back + months; i++)
            sum += Month(figure, i);
        return sum;
    }

    /// <summary>A figure of one month.</summary>
    /// <param name="back">0 to 11.</param>
    public long Month(MonthFigure figure, int back)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(back, MonthRing.LookBack);
        return _months.Figure(Client, figure, back);
    }

    /// <summary>In how many of the months the figure was above 0.</summary>
    public int MonthsWith(MonthFigure figure, int months)
    {
        var count = 0;
        for (var i = 0; i < months; i++)
            count += Month(figure, i) > 0 ? 1 : 0;
        return count;
    }

    /// <summary>Months since the newest one in which the figure was above 0; 0 where that was the last month, null where it was in none of twelve.</summary>
    public int? MonthsSince(MonthFigure figure)
    {
        for (var i = 0; i < MonthRing.LookBack; i++)
        {
            if (Month(figure, i) > 0)
                return i;
        }

        return null;
    }

    /// <summary>Days from the client's last own doing to the date, at least 1; null where there was none in twelve months.</summary>
    public int? DaysSinceInitiated
    {
        get
        {
            for (var i = 0; i < MonthRing.LookBack; i++)
            {
                if (_months.InitiatedDays(Client, i) is var days and not 0)
                    return _day - AsOf.AddMonths(-1 - i).DayNumber - BitOperations.Log2((uint)days);
            }

            return null;
        }
    }

    /// <summary>Distinct days of a month on which the client did something.</summary>
    public int InitiatedDays(int back) => BitOperations.PopCount((uint)_months.InitiatedDays(Client, back));

    /// <summary>What stood on the open accounts of these kinds at the end of a month, in cents; null where none is known.</summary>
    /// <remarks>An account without a transaction keeps the balance of the month before; after twelve months it is unknown.</remarks>
    public long? Balance(AccountKinds kinds = AccountKinds.All, int back = 0)
    {
        long? sum = null;
        foreach (var account in _book.AccountsOf[Client])
        {
            if (Counts(account, kinds) && Closing(account, back) is { } balance)
                sum = (sum ?? 0) + balance;
        }

        return sum;
    }

    /// <summary>The lowest balance that one open account of these kinds had in so many months, in cents; null where none is known.</summary>
    public long? LowestBalance(int months, AccountKinds kinds = AccountKinds.All)
    {
        long? lowest = null;
        foreach (var account in _book.AccountsOf[Client])
        {
            for (var i = 0; Counts(account, kinds) && i < months; i++)
            {
                if (_months.Lowest(account, i) is var low and not MonthRing.Unknown && (lowest is null || low < lowest))
                    lowest = low;
            }
        }

        return lowest;
    }

    /// <summary>Sum of the limits of the open accounts of these kinds, in cents; null where none has one.</summary>
    public long? Limit(AccountKinds kinds)
    {
        long? sum = null;
        foreach (var account in _book.AccountsOf[Client])
        {
            if (Counts(account, kinds) && _book.Accounts[account].LimitCents is { } limit)
                sum = (sum ?? 0) + limit;
        }

        return sum;
    }

    /// <summary>Accounts of these kinds that are open.</summary>
    public int Accounts(AccountKinds kinds = AccountKinds.All) => _book.AccountsOf[Client].Count(account => Counts(account, kinds));

    /// <summary>
    /// The pace of the newest months beside that of all known ones: 1 is unchanged, 0 has ceased. Null where nothing ever was.
    /// </summary>
    public double? Trend(MonthFigure figure, int months)
    {
        var all = Sum(figure, MonthRing.LookBack);
        return all == 0 ? null : (double)Sum(figure, Math.Min(months, KnownMonths)) * KnownMonths / ((double)all * Math.Min(months, KnownMonths));
    }

    /// <summary>
    /// What is usual for this client: a quantile over the known months, the newest left out, of something worked out for each.
    /// Null with fewer than two such months.
    /// </summary>
    /// <param name="value">Takes how many months back, 1 to 11.</param>
    /// <param name="level">0 to 1, between two months by interpolation. Trouble may last for most of a year: where it lowers a figure, a high quantile still speaks of the time before.</param>
    public double? Usual(Func<ClientHistory, int, double> value, double level = 0.5)
    {
        Span<double> values = stackalloc double[MonthRing.LookBack];
        var count = 0;
        for (var back = 1; back < KnownMonths; back++)
            values[count++] = value(this, back);
        return count < 2 ? null : Quantile(values[..count], level);
    }

    /// <summary>The median distance of the known months, the newest left out, from their median.</summary>
    /// <inheritdoc cref="Usual"/>
    public double? Swing(Func<ClientHistory, int, double> value) =>
        Usual(value) is { } usual ? Usual((c, back) => Math.Abs(value(c, back) - usual)) : null;

    /// <summary>Events of a type before the date, one counting half for every so many days that it lies back.</summary>
    public double FadingEvents(string type, double halfLifeDays) => _events.FadingCount(Client, type, _day, halfLifeDays);

    /// <summary>Events of a type in the days before the date; all of them where no days are given.</summary>
    public int Events(string type, int? days = null) => _events.Count(Client, type, days is { } n ? _day - n : -1, _day);

    /// <summary>Days from the newest event of a type to the date, at least 1; null without one.</summary>
    public int? DaysSince(string type) => _day - _events.NewestBefore(Client, type, _day);

    private static double Quantile(Span<double> values, double level)
    {
        values.Sort();
        var place = level * (values.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, values.Length - 1);
        return values[below] + ((place - below) * (values[above] - values[below]));
    }

    private int CountKnownMonths()
    {
        for (var months = MonthRing.LookBack; months > 0; months--)
        {
            if (_months.Figure(Client, MonthFigure.TransactionCount, months - 1) > 0)
                return months;
        }

        return 0;
    }

    private bool Counts(int account, AccountKinds kinds) =>
        (_book.Accounts[account].Kind & kinds) != AccountKinds.None && _book.Accounts[account].IsOpenOn(AsOf);

    private long? Closing(int account, int back)
    {
        for (var i = back; i < MonthRing.LookBack; i++)
        {
            if (_months.Closing(account, i) is var balance and not MonthRing.Unknown)
                return balance;
        }

        return null;
    }
}
