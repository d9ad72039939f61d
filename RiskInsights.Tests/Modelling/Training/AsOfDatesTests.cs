using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Tests.Modelling.Training;

public sealed class AsOfDatesTests
{
    private const int Clients = 5_000;

    [Fact]
    public void Of_ThreeYears_GivesMonthsAndTheLastQuarterOfThemAsTest()
    {
        var dates = AsOfDates.Of(new DateOnly(2022, 10, 1), new DateOnly(2025, 9, 30), Clients);
        Assert.Equal(Enumerable.Range(0, 19).Select(new DateOnly(2023, 4, 1).AddMonths), dates.Train);
        Assert.Equal(Enumerable.Range(0, 7).Select(new DateOnly(2025, 1, 1).AddMonths), dates.Test);
    }

    [Fact]
    public void Of_SoManyClientsThatMonthsAreTooManyRows_GivesQuarters()
    {
        // 28 months: 500,000 rows are 17,857 clients.
        Assert.Equal(19, AsOfDates.Of(new DateOnly(2022, 10, 1), new DateOnly(2025, 9, 30), 17_857).Train.Count);
        var dates = AsOfDates.Of(new DateOnly(2022, 10, 1), new DateOnly(2025, 9, 30), 17_858);
        Assert.Equal(
            [new(2023, 4, 1), new(2023, 7, 1), new(2023, 10, 1), new(2024, 1, 1), new(2024, 4, 1), new(2024, 7, 1), new DateOnly(2024, 10, 1)],
            dates.Train);
        Assert.Equal([new(2025, 1, 1), new(2025, 4, 1), new DateOnly(2025, 7, 1)], dates.Test);
    }

    [Fact]
    public void Of_WindowReachesIntoTheTest_LeavesThatTrainingDateOut()
    {
        // 1 February + 90 days is 2 May, one day after the test begins.
        var dates = AsOfDates.Of(new DateOnly(2024, 1, 1), new DateOnly(2025, 7, 31), Clients);
        Assert.Equal([new DateOnly(2025, 5, 1)], dates.Test);
        Assert.Equal(Enumerable.Range(0, 7).Select(new DateOnly(2024, 7, 1).AddMonths), dates.Train);
    }

    [Fact]
    public void Of_LastDayOfTheWindow_DecidesWhetherADateIsIn()
    {
        // The window of 1 July holds the days to 28 September.
        Assert.Equal(new DateOnly(2025, 7, 1), AsOfDates.Of(new DateOnly(2022, 1, 1), new DateOnly(2025, 9, 28), Clients).Test[^1]);
        Assert.Equal(new DateOnly(2025, 6, 1), AsOfDates.Of(new DateOnly(2022, 1, 1), new DateOnly(2025, 9, 27), Clients).Test[^1]);
    }

    [Fact]
    public void Of_HistoryShorterThanNineMonths_GivesNone()
    {
        var dates = AsOfDates.Of(new DateOnly(2025, 1, 1), new DateOnly(2025, 9, 27), Clients);
        Assert.Empty(dates.Train);
        Assert.Empty(dates.Test);
    }

    [Fact]
    public void Of_AnyHistory_KeepsWindowsInsideTheDataAndTrainingBeforeTheTest()
    {
        var first = new DateOnly(2021, 11, 17);
        for (var days = 0; days < 1500; days += 7)
        {
            var last = first.AddDays(days);
            var dates = AsOfDates.Of(first, last, days % 2 == 0 ? Clients : 1_000_000);
            var all = dates.Train.Concat(dates.Test).ToList();
            Assert.Equal(all.Order(), all);
            Assert.All(all, d => Assert.Equal(1, d.Day));
            Assert.All(all, d => Assert.True(d >= first.AddMonths(6) && d.AddDays(AsOfDates.WindowDays - 1) <= last, $"{d} in {first}–{last}"));
            Assert.All(dates.Train, d => Assert.True(d.AddDays(AsOfDates.WindowDays) <= dates.Test[0], $"{d} reaches into {dates.Test[0]}"));
        }
    }

    [Fact]
    public void Overlap_OfMonthsAndQuarters_IsAlmostThreeAndOne()
    {
        var first = new DateOnly(2025, 1, 1);
        Assert.InRange(AsOfDates.Overlap([.. Enumerable.Range(0, 7).Select(first.AddMonths)]), 2.5, 3);
        // 31 days in one window, 59 in two, 31 in one: (31 + 4 · 59 + 31) / 180.
        Assert.Equal(298 / 180.0, AsOfDates.Overlap([first, first.AddMonths(1)]), 1e-12);
        Assert.Equal(1, AsOfDates.Overlap([first, first.AddMonths(3), first.AddMonths(6)]));
        Assert.Equal(1, AsOfDates.Overlap([first]));
    }

    [Theory]
    [InlineData("2025-09-30", "2025-10-01")]
    [InlineData("2025-09-29", "2025-09-01")]
    [InlineData("2025-12-31", "2026-01-01")]
    public void Newest_OfALastDay_IsTheMonthWhosePastIsKnown(string last, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), AsOfDates.Newest(DateOnly.Parse(last, null)));

    [Theory]
    [InlineData("2025-01-01", "2025-04-01")] // 31 + 28 + 31 days
    [InlineData("2024-01-01", "2024-04-01")] // the window ends on 30 March
    [InlineData("2025-02-01", "2025-06-01")] // and on 1 May
    [InlineData("2025-07-01", "2025-10-01")]
    public void ReadUntil_OfADate_IsTheFirstMonthAfterItsWholeWindow(string asOf, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), AsOfDates.ReadUntil(DateOnly.Parse(asOf, null)));
}
