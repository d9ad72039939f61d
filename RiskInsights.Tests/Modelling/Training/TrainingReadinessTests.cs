using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Tests.Modelling.Training;

public sealed class TrainingReadinessTests
{
    [Fact]
    public void IsReady_ExactlyWhatIsNeeded_IsTrue()
    {
        var ready = new TrainingReadiness(1, 1, 100, 100, TrainingReadiness.NeededTrainEvents, TrainingReadiness.NeededTestEvents);
        Assert.True(ready.IsReady);
        Assert.Equal((0, 0, 0), (ready.MissingDates, ready.MissingTrainEvents, ready.MissingTestEvents));
    }

    [Fact]
    public void Missing_TooLittleOfEach_SaysHowMuch()
    {
        var ready = new TrainingReadiness(0, 1, 0, 100, 12, 3);
        Assert.False(ready.IsReady);
        Assert.Equal((1, 18, 7), (ready.MissingDates, ready.MissingTrainEvents, ready.MissingTestEvents));
    }

    [Fact]
    public void Events_OneDefaultInTheWindowsOfTwoDates_CountsOnce()
    {
        var features = new FeatureMatrix(FeatureColumn.Numeric(["balance"]), new float[5]);
        var rows = new TrainingRows([new(2024, 1, 1), new(2024, 2, 1)], [0, 3], [7, 8, 9, 7, 9], features, [1, 0, 0, 1, 1]);
        Assert.Equal((3, 2), (rows.Positives, rows.Events));
    }

    [Fact]
    public void Require_EverybodyDidIt_IsRefusedInWords()
    {
        var refused = Assert.Throws<TrainingRefusedException>(() => new TrainingReadiness(1, 1, 100, 50, 40, 30, IsOneClass: true).Require("churn"));
        Assert.Contains("All 150 rows of the churn model have the same outcome", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_TooFew_NamesWhatThereIsAndWhatIsNeeded()
    {
        var refused = Assert.Throws<TrainingRefusedException>(() => new TrainingReadiness(1, 1, 5, 5, 2, 1).Require("default"));
        Assert.Contains("2 events to learn from and 1 to test on over 2 as-of dates", refused.Message, StringComparison.Ordinal);
    }
}
