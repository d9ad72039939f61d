using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Tests.Insights.Portfolio;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2025-07-01", "2025-09-30", "2025-04-01", "2025-06-30")]
    [InlineData("2025-03-01", "2025-03-31", "2025-02-01", "2025-02-28")]
    [InlineData("2024-08-15", "2024-11-14", "2024-05-15", "2024-08-14")]
    [InlineData("2025-09-01", "2025-09-29", "2025-08-03", "2025-08-31")]
    public void Before_MonthsOrDays_HasTheSameLength(string from, string to, string beforeFrom, string beforeTo) =>
        Assert.Equal(Span(beforeFrom, beforeTo), Span(from, to).Before());

    [Fact]
    public void YearBefore_LeapFebruary_EndsWithIt() =>
        Assert.Equal(Span("2024-02-01", "2024-02-29"), Span("2025-02-01", "2025-02-28").YearBefore());

    [Theory]
    [InlineData("2025-07-01", "2025-09-30", Granularity.Day, 92)]
    [InlineData("2025-07-01", "2025-09-30", Granularity.Week, 13)]
    [InlineData("2025-07-01", "2025-09-30", Granularity.Month, 3)]
    [InlineData("2025-07-20", "2025-08-02", Granularity.Month, 2)]
    [InlineData("2025-07-20", "2025-07-22", Granularity.Week, 0)]
    public void Buckets_AnyGranularity_LieInThePeriodWithoutGaps(string from, string to, Granularity granularity, int count)
    {
        var period = Span(from, to);
        var buckets = Buckets.Of(period, granularity);
        Assert.Equal(count, buckets.Count);
        Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
        if (count > 0)
            Assert.Equal(period.To, buckets[^1].To);
    }

    [Fact]
    public void Evenly_NotDivisible_CoversThePeriodOnce()
    {
        var period = Span("2025-01-01", "2025-03-31");
        var parts = Buckets.Evenly(period, 12);
        Assert.InRange(parts.Count, 10, 12);
        Assert.Equal(period.Days, parts.Sum(p => p.Days));
        Assert.Equal(period, new Period(parts[0].From, parts[^1].To));
    }

    private static Period Span(string from, string to) => new(DateOnly.Parse(from), DateOnly.Parse(to));
}
