using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Tests.Modelling.Training;

public sealed class TrainingReadinessTests
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

    [Fact]
    public void Require_EverybodyDidIt_IsRefusedInWords()
    {
        var refused = Assert.Throws<TrainingRefusedException>(() => new TrainingReadiness(1, 1, 100, 50, 100, 50).Require("churn"));
        Assert.Contains("All 150 rows of the churn model have the same outcome", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_TooFew_NamesWhatThereIsAndWhatIsNeeded()
    {
        var refused = Assert.Throws<TrainingRefusedException>(() => new TrainingReadiness(1, 1, 5, 5, 2, 1).Require("default"));
        Assert.Contains("2 positives to learn from and 1 to test on over 2 as-of dates", refused.Message, StringComparison.Ordinal);
    }
}
