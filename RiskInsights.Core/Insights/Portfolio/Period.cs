namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>A span of days, both ends included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, not before <paramref name="From"/>.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>Number of days, at least 1.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly date) => date >= From && date <= To;

    /// <summary>
    /// The period just before: as many whole months when the period is made of whole months (so that a quarter is compared
    /// with a quarter), else as many days.
    /// </summary>
    public Period Before()
    {
        var months = WholeMonths();
        return months > 0
            ? new Period(From.AddMonths(-months), From.AddDays(-1))
            : new Period(From.AddDays(-Days), From.AddDays(-1));
    }

    /// <summary>The same days one year earlier.</summary>
    public Period YearBefore() => new(From.AddYears(-1), To.AddDays(1).AddYears(-1).AddDays(-1));

    private int WholeMonths()
    {
        var end = To.AddDays(1);
        var months = ((end.Year - From.Year) * 12) + end.Month - From.Month;
        return months > 0 && From.AddMonths(months) == end ? months : 0;
    }
}
