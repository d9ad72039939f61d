namespace RiskInsights.Core.Modelling.Training;

/// <summary>
/// The dates that training looks from: quarterly, on the first of a month, each with at least six months behind it and the
/// whole performance window before the end of the data. The last quarter of them is the out-of-time test; a training date
/// whose window reaches into the test's time is left out.
/// </summary>
/// <param name="Train">Oldest first.</param>
/// <param name="Test">Oldest first, all after <paramref name="Train"/>.</param>
public sealed record AsOfDates(IReadOnlyList<DateOnly> Train, IReadOnlyList<DateOnly> Test)
{
    /// <summary>Length of the performance window that a label comes from: the days as of and after the date.</summary>
    public const int WindowDays = 90;

    private const int HistoryMonths = 6;
    private const int StepMonths = 3;

    /// <summary>Those to learn from, then those of the test.</summary>
    public IReadOnlyList<DateOnly> All => [.. Train, .. Test];

    /// <summary>The dates that a history from <paramref name="first"/> to <paramref name="last"/> allows; none when it is too short.</summary>
    public static AsOfDates Of(DateOnly first, DateOnly last)
    {
        var all = new List<DateOnly>();
        var newest = MonthStart(last.AddDays(1 - WindowDays));
        for (var date = newest; date >= first.AddMonths(HistoryMonths); date = date.AddMonths(-StepMonths))
            all.Add(date);
        all.Reverse();
        var tests = (all.Count + 3) / 4;
        var test = all.Skip(all.Count - tests).ToList();
        return new AsOfDates([.. all.Take(all.Count - tests).Where(d => d.AddDays(WindowDays) <= test[0])], test);
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
