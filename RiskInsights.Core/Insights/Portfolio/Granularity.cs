namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The width of a bucket in a chart over time.</summary>
public enum Granularity
{
    Day,

    /// <summary>Seven days, counted back from the last day of the period.</summary>
    Week,
    Month,
}

internal static class Buckets
{
    /// <summary>
    /// Cuts a period into buckets, oldest first. Weeks are whole: days before the first whole week are left out, because a
    /// point of one day among points of seven would look like a collapse. Months may be cut short at both ends.
    /// </summary>
    public static IReadOnlyList<Period> Of(Period period, Granularity granularity) => granularity switch
    {
        Granularity.Day => [.. Enumerable.Range(0, period.Days).Select(i => new Period(period.From.AddDays(i), period.From.AddDays(i)))],
        Granularity.Week => [.. Enumerable.Range(1, period.Days / 7).Reverse().Select(i => new Period(period.To.AddDays(1 - (7 * i)), period.To.AddDays(7 - (7 * i))))],
        _ => Months(period),
    };

    /// <summary>Cuts a period into at most <paramref name="count"/> buckets of equal length, the last one perhaps shorter.</summary>
    public static IReadOnlyList<Period> Evenly(Period period, int count)
    {
        var days = Math.Max(1, (period.Days + count - 1) / count);
        return [.. Enumerable.Range(0, (period.Days + days - 1) / days).Select(i =>
        {
            var from = period.From.AddDays(i * days);
            var to = from.AddDays(days - 1);
            return new Period(from, to < period.To ? to : period.To);
        })];
    }

    private static List<Period> Months(Period period)
    {
        var months = new List<Period>();
        for (var from = period.From; from <= period.To;)
        {
            var next = new DateOnly(from.Year, from.Month, 1).AddMonths(1);
            months.Add(new Period(from, next.AddDays(-1) < period.To ? next.AddDays(-1) : period.To));
            from = next;
        }

        return months;
    }
}
