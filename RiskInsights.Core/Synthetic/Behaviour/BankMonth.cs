using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>One calendar month of the history and how much is bought when. Moments are seconds since the month's first midnight.</summary>
internal sealed class BankMonth
{
    public const int Day = 86_400;

    private const int Slots = 512;

    private static readonly double[] SeasonFactors = [0.86, 0.90, 0.96, 0.98, 1.00, 1.02, 1.08, 1.04, 0.98, 0.98, 1.05, 1.32];

    // Sunday first, as DayOfWeek counts.
    private static readonly double[] WeekdayFactors = [0.55, 0.85, 0.85, 0.95, 1.00, 1.25, 1.50];

    private readonly byte[] _shoppingDays, _workingDays;

    /// <param name="first">The month's first day.</param>
    /// <param name="startsOn">First day of the history; what happens before it is not told.</param>
    /// <param name="endsOn">Last day of the history.</param>
    public BankMonth(DateOnly first, DateOnly startsOn, DateOnly endsOn)
    {
        First = first;
        Days = DateTime.DaysInMonth(first.Year, first.Month);
        From = Math.Max(0, startsOn.DayNumber - first.DayNumber) * Day;
        To = Math.Min(Days, endsOn.DayNumber - first.DayNumber + 1) * Day;
        // After payday, around the month's end, the purse is open.
        _shoppingDays = Spread(day => WeekdayFactors[(int)Weekday(day)] * (day >= 26 || day <= 5 ? 1.2 : day >= 18 ? 0.85 : 1));
        _workingDays = Spread(day => IsWeekend(day) ? 0.02 : day > Days - 4 ? 1.5 : 1);
    }

    public DateOnly First { get; }

    public DateOnly Last => First.AddDays(Days - 1);

    public int Days { get; }

    /// <summary>First moment that belongs to the history.</summary>
    public int From { get; }

    /// <summary>First moment after the history's part of the month.</summary>
    public int To { get; }

    /// <summary>Level of consumption beside the year's average.</summary>
    public double Season => SeasonFactors[First.Month - 1];

    public bool IsSummer => First.Month is 7 or 8;

    /// <summary>Midnight that begins a day of the month (1-based; days after the last mean the last).</summary>
    public int Midnight(int day) => (Math.Clamp(day, 1, Days) - 1) * Day;

    /// <summary>The day itself when banks work, otherwise the next working day, or the last before when the month ends first.</summary>
    public int WorkingDay(int day)
    {
        day = Math.Clamp(day, 1, Days);
        int shifted = day;
        while (shifted <= Days && IsWeekend(shifted))
            shifted++;
        return shifted <= Days ? shifted : LastWorkingDayUpTo(day);
    }

    /// <summary>The day itself when banks work, otherwise the working day before (the first of the month when there is none).</summary>
    public int LastWorkingDayUpTo(int day)
    {
        day = Math.Clamp(day, 1, Days);
        while (day > 1 && IsWeekend(day))
            day--;
        return day;
    }

    public int ShoppingDay(ref RandomStream random) => _shoppingDays[random.Below(Slots)];

    public int OfficeDay(ref RandomStream random) => _workingDays[random.Below(Slots)];

    private DayOfWeek Weekday(int day) => First.AddDays(day - 1).DayOfWeek;

    private bool IsWeekend(int day) => Weekday(day) is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>A table in which each day fills a share of the slots that is proportional to its weight.</summary>
    private byte[] Spread(Func<int, double> weight)
    {
        double total = 0;
        for (int day = 1; day <= Days; day++)
            total += weight(day);
        byte[] table = new byte[Slots];
        double sum = 0;
        int slot = 0;
        for (int day = 1; day <= Days; day++)
        {
            sum += weight(day);
            while (slot < Slots && slot < sum / total * Slots)
                table[slot++] = (byte)day;
        }

        table.AsSpan(slot).Fill((byte)Days);
        return table;
    }
}
