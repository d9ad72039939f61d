namespace RiskInsights.Dashboard.State;

/// <summary>Days from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>Number of days, at least 1 for a period in order.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The preset that ends on <paramref name="last"/>, which is normally the last day with data.</summary>
    public static Period Of(PeriodPreset preset, DateOnly last) => preset switch
    {
        PeriodPreset.Days30 => new(last.AddDays(-29), last),
        PeriodPreset.Quarter => new(last.AddDays(1).AddMonths(-3), last),
        PeriodPreset.Year => new(last.AddDays(1).AddYears(-1), last),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "A custom period has no length of its own."),
    };

    /// <summary>
    /// The period just before: as many whole months when the period is made of whole months
    /// (so that a quarter is compared with a quarter), else as many days.
    /// </summary>
    public Period Before()
    {
        var months = WholeMonths();
        return months > 0
            ? new(From.AddMonths(-months), From.AddDays(-1))
            : new(From.AddDays(-Days), From.AddDays(-1));
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

/// <summary>The lengths that the period picker offers.</summary>
public enum PeriodPreset
{
    Days30,
    Quarter,
    Year,
    Custom,
}

/// <summary>The first and the last day that the warehouse knows.</summary>
public readonly record struct DataSpan(DateOnly First, DateOnly Last);
