using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.State;

public sealed class PeriodTests
{
    private static Period Of(string from, string to) => new(DateOnly.Parse(from), DateOnly.Parse(to));

    [Theory]
    [InlineData(PeriodPreset.Days30, "2025-09-30", "2025-09-01")]
    [InlineData(PeriodPreset.Quarter, "2025-09-30", "2025-07-01")]
    [InlineData(PeriodPreset.Quarter, "2025-11-30", "2025-09-01")]
    [InlineData(PeriodPreset.Year, "2024-02-29", "2023-03-01")]
    public void Of_APreset_EndsOnTheLastDay(PeriodPreset preset, string last, string from) =>
        Assert.Equal(Of(from, last), PeriodPresets.Of(preset, DateOnly.Parse(last)));

    [Theory]
    [InlineData("2025-07-01", "2025-09-30", "2025-04-01", "2025-06-30")] // a quarter against a quarter, 92 days against 91
    [InlineData("2024-10-01", "2025-09-30", "2023-10-01", "2024-09-30")]
    [InlineData("2025-09-01", "2025-09-30", "2025-08-01", "2025-08-31")]
    [InlineData("2025-09-05", "2025-09-14", "2025-08-26", "2025-09-04")] // ten days against ten days
    public void Before_AnyPeriod_EndsTheDayBeforeIt(string from, string to, string beforeFrom, string beforeTo) =>
        Assert.Equal(Of(beforeFrom, beforeTo), Of(from, to).Before());

    [Fact]
    public void YearBefore_OfWholeMonths_KeepsThem() =>
        Assert.Equal(Of("2023-02-01", "2023-02-28"), Of("2024-02-01", "2024-02-29").YearBefore());

    [Fact]
    public void Days_CountBothEnds() => Assert.Equal(1, Of("2025-09-30", "2025-09-30").Days);
}
