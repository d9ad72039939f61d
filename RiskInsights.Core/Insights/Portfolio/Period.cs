namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>A span of days, both ends included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, not before <paramref name="From"/>.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>Number of days, at least 1.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>From the first day of a month to the last day of one.</summary>
    public bool IsWholeMonths => From.Day == 1 && To.AddDays(1).Day == 1;

    public bool Contains(DateOnly date) => date >= From && date <= To;

    /// <summary>
    /// The period just before, of the same length: whole months give as many whole months (Q3 gives Q2), other spans as
    /// many days.
    /// </summary>
    public Period Previous()
    {
        var end = From.AddDays(-1);
        if (!IsWholeMonths)
            return new Period(end.AddDays(1 - Days), end);
        var months = ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;
        return new Period(From.AddMonths(-months), end);
    }

    /// <summary>The same days one year before.</summary>
    public Period YearBefore() => new(From.AddYears(-1), IsWholeMonths ? From.AddYears(-1).AddMonths(((To.Year - From.Year) * 12) + To.Month - From.Month + 1).AddDays(-1) : To.AddYears(-1));
}
