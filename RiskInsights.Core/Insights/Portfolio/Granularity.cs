namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The width of a bucket in a chart over time.</summary>
public enum Granularity
{
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,
    Month,
}

internal static class Buckets
{
    /// <summary>Cuts a period into buckets; the first and the last may be shorter than the others.</summary>
    public static IReadOnlyList<Period> Of(Period period, Granularity granularity)
    {
        var buckets = new List<Period>();
        for (var from = period.From; from <= period.To;)
        {
            var next = granularity switch
            {
                Granularity.Day => from.AddDays(1),
                Granularity.Week => from.AddDays(7 - (((int)from.DayOfWeek + 6) % 7)),
                _ => new DateOnly(from.Year, from.Month, 1).AddMonths(1),
            };
            var to = next.AddDays(-1);
            buckets.Add(new Period(from, to < period.To ? to : period.To));
            from = next;
        }

        return buckets;
    }

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
}
