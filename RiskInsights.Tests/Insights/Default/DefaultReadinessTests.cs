using RiskInsights.Core.Insights.Default;

namespace RiskInsights.Tests.Insights.Default;

public sealed class DefaultReadinessTests
{
    [Fact]
    public void IsReady_ExactlyWhatIsNeeded_IsTrue()
    {
        var ready = new DefaultReadiness(1, 1, 100, 100, DefaultReadiness.NeededTrainDefaults, DefaultReadiness.NeededTestDefaults);
        Assert.True(ready.IsReady);
        Assert.Equal((0, 0, 0), (ready.MissingDates, ready.MissingTrainDefaults, ready.MissingTestDefaults));
    }

    [Fact]
    public void Missing_TooLittleOfEach_SaysHowMuch()
    {
        var ready = new DefaultReadiness(0, 1, 0, 100, 12, 3);
        Assert.False(ready.IsReady);
        Assert.Equal((1, 18, 7), (ready.MissingDates, ready.MissingTrainDefaults, ready.MissingTestDefaults));
    }
}
