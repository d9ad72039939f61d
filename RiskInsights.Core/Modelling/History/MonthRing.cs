namespace RiskInsights.Core.Modelling.History;

/// <summary>
/// The newest months of every client and account: a ring of <see cref="Months"/>, so that memory does not grow with the
/// length of the history. Month 0 is the one before the as-of date, 1 the one before that.
/// </summary>
internal sealed class MonthRing(int clients, int accounts)
{
    /// <summary>Stands for a month without a known balance.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>Calendar months that a feature may look back: scoring reads no more than these.</summary>
    public const int LookBack = 12;

    private const int Months = LookBack + 1;

    public static readonly int Figures = Enum.GetValues<MonthFigure>().Length;

    private readonly long[][] _figures = Rows<long>(clients * Figures);
    private readonly int[][] _initiatedDays = Rows<int>(clients);
    private readonly long[][] _closing = Rows(accounts, Unknown);
    private readonly long[][] _lowest = Rows(accounts, Unknown);
    private int _newest = Months - 1;

    /// <summary>Begins the next month: nothing has happened in it yet.</summary>
    public void Advance()
    {
        _newest = (_newest + 1) % Months;
        Array.Clear(_figures[_newest]);
        Array.Clear(_initiatedDays[_newest]);
        Array.Fill(_closing[_newest], Unknown);
        Array.Fill(_lowest[_newest], Unknown);
    }

    public void Add(int client, MonthFigure figure, long value) => _figures[_newest][(client * Figures) + (int)figure] += value;

    public void AddInitiatedDays(int client, int days) => _initiatedDays[_newest][client] |= days;

    public void SetBalance(int account, long closing, long lowest) => (_closing[_newest][account], _lowest[_newest][account]) = (closing, lowest);

    public long Figure(int client, MonthFigure figure, int back) => _figures[At(back)][(client * Figures) + (int)figure];

    /// <summary>Bit d − 1 is set when the client did something on day d of the month.</summary>
    public int InitiatedDays(int client, int back) => _initiatedDays[At(back)][client];

    public long Closing(int account, int back) => _closing[At(back)][account];

    public long Lowest(int account, int back) => _lowest[At(back)][account];

    private int At(int back) => (_newest - back + Months) % Months;

    private static T[][] Rows<T>(int length, T value = default)
        where T : struct
    {
        var rows = new T[Months][];
        for (var i = 0; i < Months; i++)
        {
            rows[i] = new T[length];
            Array.Fill(rows[i], value);
        }

        return rows;
    }
}
