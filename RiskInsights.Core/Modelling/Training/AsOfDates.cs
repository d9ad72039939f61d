namespace RiskInsights.Core.Modelling.Training;

/// <summary>
/// The dates that training looks from: firsts of months, each with at least six months behind it and the whole performance
/// window before the end of the data: every month, or every quarter where that would be too many rows. The last quarter of the time is
/// the out-of-time test. A training date whose window reaches into it is left out. Windows of monthly dates overlap: what is
/// said of a test's uncertainty goes by clients.
/// </summary>
/// <param name="Train">Oldest first.</param>
/// <param name="Test">Oldest first, all after <paramref name="Train"/>.</param>
public sealed record AsOfDates(IReadOnlyList<DateOnly> Train, IReadOnlyList<DateOnly> Test)
{
    /// <summary>Length of the performance window that a label comes from: the days as of and after the date.</summary>
    public const int WindowDays = 90;

    /// <summary>
    /// Monthly dates show three times as much of a client's way into trouble as quarterly ones, which counts where positives are
    /// few, and so does the chance of a test. Beyond so many rows (clients × dates; three years of 17,857 clients) there are enough, and a training must
    /// not take minutes.
    /// </summary>
    private const long MostMonthlyRows = 500_000;

    private const int HistoryMonths = 6;
    private const int StepMonths = 3;

    /// <summary>Those to learn from, then those of the test.</summary>
    public IReadOnlyList<DateOnly> All => [.. Train, .. Test];

    /// <summary>The dates that a history from <paramref name="first"/> to <paramref name="last"/> allows; none when it is too short.</summary>
    /// <param name="clients">Of the bank, ever.</param>
    public static AsOfDates Of(DateOnly first, DateOnly last, int clients)
    {
        var newest = MonthStart(last.AddDays(1 - WindowDays));
        var quarters = Back(newest, first, StepMonths);
        if (quarters.Length == 0)
            return new AsOfDates([], []);
        var months = Back(newest, first, 1);
        var dates = (long)months.Length * clients <= MostMonthlyRows ? months : quarters;
        var testBegins = quarters[^((quarters.Length + 3) / 4)];
        return new AsOfDates(
            [.. dates.Where(d => d.AddDays(WindowDays) <= testBegins)],
            [.. dates.Where(d => d >= testBegins)]);
    }

    /// <summary>
    /// In how many rows of these dates an event stands, on average over the rows that tell of it: 1 where no windows overlap, almost 3
    /// of monthly dates. A share of so many rows is as uncertain as that of so many times fewer.
    /// </summary>
    internal static double Overlap(IReadOnlyList<DateOnly> dates)
    {
        var windows = dates
            .SelectMany(date => Enumerable.Range(date.DayNumber, WindowDays))
            .CountBy(day => day)
            .Select(day => (double)day.Value)
            .ToList();
        return windows.Sum(count => count * count) / windows.Sum();
    }

    /// <summary>From the newest date back to six months after the first day, oldest first.</summary>
    private static DateOnly[] Back(DateOnly newest, DateOnly first, int step)
    {
        var dates = new List<DateOnly>();
        for (var date = newest; date >= first.AddMonths(HistoryMonths); date = date.AddMonths(-step))
            dates.Add(date);
        dates.Reverse();
        return [.. dates];
    }

    /// <summary>The first of the month before which the whole window of an as-of date lies.</summary>
    public static DateOnly ReadUntil(DateOnly asOf)
    {
        var end = asOf.AddDays(WindowDays);
        return end.Day == 1 ? end : MonthStart(end).AddMonths(1);
    }

    /// <summary>The date to score as of: the last month start for which everything before it is known.</summary>
    public static DateOnly Newest(DateOnly last) => MonthStart(last.AddDays(1));

    /// <summary>The earliest date to score as of: the first month start with enough history before it.</summary>
    public static DateOnly Oldest(DateOnly first) => MonthStart(first.AddMonths(HistoryMonths).AddDays(-1)).AddMonths(1);

    private static DateOnly MonthStart(DateOnly date) => new(date.Year, date.Month, 1);
}
