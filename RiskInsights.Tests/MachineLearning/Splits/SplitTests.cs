using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Splits;

namespace RiskInsights.Tests.MachineLearning.Splits;

public sealed class SplitTests
{
    private static readonly int[] Dates = [20250131, 20250228, 20250131, 20250331, 20250430, 20250430, 20250531];

    [Fact]
    public void TimeOrdered_FromDate_LearnsFromEarlierDatesOnly()
    {
        var split = TimeOrderedSplit.From(Dates, 20250430);
        Assert.Equal([0, 1, 2, 3], split.Train);
        Assert.Equal([4, 5, 6], split.Test);
    }

    [Fact]
    public void TimeOrdered_Embargo_LeavesOutTheDatesBeforeTheTest()
    {
        var split = TimeOrderedSplit.From(Dates, 20250430, embargoDates: 2);
        Assert.Equal([0, 2], split.Train);
        Assert.Equal([4, 5, 6], split.Test);
    }

    [Fact]
    public void TimeOrdered_ByShare_NeverPartsADate()
    {
        Assert.Equal([6], TimeOrderedSplit.ByShare(Dates, .1).Test);
        Assert.Equal([4, 5, 6], TimeOrderedSplit.ByShare(Dates, .28).Test);
    }

    [Fact]
    public void TimeOrdered_TooFewDates_IsRefusedWithTheDatesThereAre()
    {
        Assert.Contains("20250131 to 20250531", Assert.Throws<TrainingRefusedException>(
            () => TimeOrderedSplit.From(Dates, 20250228, embargoDates: 1)).Reason, StringComparison.Ordinal);
        Assert.Throws<TrainingRefusedException>(() => TimeOrderedSplit.From(Dates, 20250601));
        Assert.Throws<TrainingRefusedException>(() => TimeOrderedSplit.ByShare([20250131, 20250131], .5));
        Assert.Throws<TrainingRefusedException>(() => TimeOrderedSplit.ByShare([], .5));
    }

    [Fact]
    public void StratifiedFolds_AnyLabels_PartTheRowsAndKeepTheShare()
    {
        byte[] labels = [.. Enumerable.Range(0, 103).Select(i => (byte)(i % 5 == 0 ? 1 : 0))];
        var splits = StratifiedFolds.Of(labels, 5, seed: 1);
        Assert.Equal(Enumerable.Range(0, 103), splits.SelectMany(split => split.Test).Order());
        foreach (var split in splits)
        {
            Assert.Equal(Enumerable.Range(0, 103), split.Train.Concat(split.Test).Order());
            Assert.InRange(split.Test.Length, 20, 21);
            Assert.InRange(split.Test.Count(row => labels[row] == 1), 4, 5);
        }
        Assert.Equal(splits[2].Test, StratifiedFolds.Of(labels, 5, seed: 1)[2].Test);
        Assert.NotEqual(splits[2].Test, StratifiedFolds.Of(labels, 5, seed: 2)[2].Test);
    }

    [Fact]
    public void StratifiedFolds_FewerOfALabelThanFolds_IsRefused() =>
        Assert.Throws<TrainingRefusedException>(() => StratifiedFolds.Of([0, 0, 0, 1], 2, seed: 1));

    [Fact]
    public void GroupedFolds_ClientsWithManyRows_AreNeverParted()
    {
        var random = new RandomStream(41);
        var groups = Enumerable.Range(0, 1000).Select(_ => random.Next(150) * 7).ToArray();
        var labels = groups.Select(group => (byte)(group % 3 == 0 && random.NextDouble() < .4 ? 1 : 0)).ToArray();
        var splits = GroupedFolds.Of(groups, labels, 4, seed: 1);
        Assert.Equal(Enumerable.Range(0, 1000), splits.SelectMany(split => split.Test).Order());
        foreach (var split in splits)
        {
            Assert.Empty(split.Train.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row])));
            Assert.InRange(split.Test.Length, 230, 270);
            Assert.InRange(split.Test.Count(row => labels[row] == 1), labels.Count(label => label == 1) / 4 - 2, labels.Count(label => label == 1) / 4 + 3);
        }
    }

    [Fact]
    public void GroupedFolds_TooFewGroups_IsRefusedWithTheCount() => Assert.Contains("1 groups have rows with the label 1",
        Assert.Throws<TrainingRefusedException>(() => GroupedFolds.Of([1, 1, 2, 3], [1, 1, 0, 0], 2, seed: 1)).Reason, StringComparison.Ordinal);
}
