using System.Globalization;
using System.Text.Json;
using RiskInsights.Dashboard.Components.Charts;

namespace RiskInsights.Tests.Components.Charts;

public sealed class AxisTicksTests
{
    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(4.1, 6.4, false, "4 4.5 5 5.5 6 6.5")]
    [InlineData(12, 88, true, "0 20 40 60 80 100")]
    [InlineData(-5, 15, true, "-5 0 5 10 15")]
    [InlineData(0.2, 1, false, "0.2 0.4 0.6 0.8 1")]
    public void For_AnyRange_HasRoundTicksThatCoverIt(double low, double high, bool fromZero, string ticks)
    {
        var axis = AxisTicks.For([low, null, double.NaN, high], Text, fromZero);
        Assert.Equal(ticks, string.Join(' ', axis.TickTexts!));
        Assert.True(axis.Range![0] <= low && axis.Range[1] >= high);
    }

    [Fact]
    public void For_OneValueOrNone_StillMakesAnAxis()
    {
        Assert.Contains("7", AxisTicks.For([7.0, 7.0], Text).TickTexts!);
        Assert.Null(AxisTicks.For([], Text).Ticks);
    }

    [Fact]
    public void ChartSpec_AsJson_CrossesWithNamesAndDays()
    {
        var spec = new ChartSpec { Tool = ChartTool.Lasso, Series = [ChartSeries.Line("Credits", [new DateOnly(2025, 7, 1)], [null])], Bands = [new(new DateOnly(2025, 8, 31), new DateOnly(2025, 9, 3))] };
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(spec, JsonSerializerOptions.Web));
        var series = json.RootElement.GetProperty("series")[0];
        Assert.Equal("Line", series.GetProperty("kind").GetString());
        Assert.Equal("2025-07-01", series.GetProperty("x")[0].GetString());
        Assert.Equal(JsonValueKind.Null, series.GetProperty("y")[0].ValueKind);
        Assert.Equal("Lasso", json.RootElement.GetProperty("tool").GetString());
        Assert.Equal("2025-08-31", json.RootElement.GetProperty("bands")[0].GetProperty("from").GetString());
    }
}
