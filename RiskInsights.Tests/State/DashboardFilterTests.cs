using System.Globalization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.State;

public sealed class DashboardFilterTests
{
    private static readonly DataSpan Data = new(new(2023, 1, 1), new(2025, 9, 30));

    private static readonly DashboardFilter Full = new DashboardFilter { Compare = Comparison.YearBefore }
        .During(new(new(2025, 7, 1), new(2025, 9, 30)))
        .Toggle(Dimension.Channel, "mobile")
        .Toggle(Dimension.Segment, "small_business")
        .Toggle(Dimension.Channel, "online");

    [Fact]
    public void ToQuery_OfAFullFilter_IsInvariantAndInOrderOfChoice()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr");
        Assert.Equal("from=2025-07-01&to=2025-09-30&compare=year&segment=small_business&channel=mobile,online", Full.ToQuery());
    }

    [Fact]
    public void Parse_OfItsOwnQuery_GivesTheSameFilter()
    {
        Assert.Equal(Full, DashboardFilter.Parse("https://risk.example/anomalies?" + Full.ToQuery() + "&score=0.62"));
        Assert.Equal(Full.GetHashCode(), DashboardFilter.Parse("?" + Full.ToQuery()).GetHashCode());
        Assert.Equal("", DashboardFilter.Everything.ToQuery());
    }

    [Fact]
    public void Parse_OfAnOddValue_RoundTripsIt()
    {
        var odd = DashboardFilter.Everything.Toggle(Dimension.Type, "a&b = ç?");
        Assert.Equal(odd, DashboardFilter.Parse("?" + odd.ToQuery()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=2025-09-30&to=2025-07-01")]
    [InlineData("?from=yesterday&to=2025-07-01")]
    [InlineData("?from=2025-07-01")]
    // The periods before and after these do not exist: the overview failed, and went on failing at every retry.
    [InlineData("?from=0001-01-01&to=2025-07-01")]
    [InlineData("?from=2025-07-01&to=9999-12-31")]
    [InlineData("?compare=whatever&segment=&channel=,,")]
    public void Parse_OfNonsense_CountsAsAbsent(string url) => Assert.Equal(DashboardFilter.Everything, DashboardFilter.Parse(url));

    [Fact]
    public void Toggle_Twice_GivesTheValueUp()
    {
        var twice = Full.Toggle(Dimension.Channel, "mobile");
        Assert.Equal(["online"], twice.Channels);
        Assert.Empty(twice.Toggle(Dimension.Channel, "online").Channels);
        Assert.Equal(["mobile", "online"], Full.Channels);
    }

    [Fact]
    public void Selections_AfterChoices_EndWithTheLatest() =>
        Assert.Equal([Dimension.Segment, Dimension.Channel], Full.Selections.Select(s => s.Dimension));

    [Fact]
    public void PeriodIn_WithoutDates_IsTheLastQuarterWithData()
    {
        Assert.Equal(new(new(2025, 7, 1), new(2025, 9, 30)), DashboardFilter.Everything.PeriodIn(Data));
        Assert.Equal(PeriodPreset.Quarter, DashboardFilter.Everything.PresetIn(Data));
        Assert.Equal(PeriodPreset.Custom, DashboardFilter.Everything.During(new(new(2025, 7, 2), new(2025, 9, 30))).PresetIn(Data));
    }

    [Fact]
    public void ComparedIn_FollowsTheComparison()
    {
        Assert.Equal(new Period(new(2024, 7, 1), new(2024, 9, 30)), Full.ComparedIn(Data));
        Assert.Equal(new Period(new(2025, 4, 1), new(2025, 6, 30)), (Full with { Compare = Comparison.Previous }).ComparedIn(Data));
        Assert.Null((Full with { Compare = Comparison.None }).ComparedIn(Data));
    }
}
