using RiskInsights.Core.Insights.Default;

namespace RiskInsights.Tests.Insights.Default;

public sealed class DefaultReadinessTests
{
    [Fact]
    public void IsReady_ExactlyWhatIsNeeded_IsTrue()
    {
        var ready = new TrainingReadiness(1, 1, 100, 100, TrainingReadiness.NeededTrainPositives, TrainingReadiness.NeededTestPositives);
        Assert.True(ready.IsReady);
        Assert.Equal((0, 0, 0), (ready.MissingDates, ready.MissingTrainPositives, ready.MissingTestPositives));
    }

    [Fact]
    public void Missing_TooLittleOfEach_SaysHowMuch()
    {
        var ready = new TrainingReadiness(0, 1, 0, 100, 12, 3);
        Assert.False(ready.IsReady);
        Assert.Equal((1, 18, 7), (ready.MissingDates, ready.MissingTrainPositives, ready.MissingTestPositives));
    }
}
