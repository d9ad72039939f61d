using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class SegmentMetricsTests
{
    [Fact]
    public void Of_ByHand_SaysOfEachGroupWhatItsRowsSay()
    {
        byte[] labels = [0, 1, 1, 0, 1, 0, 0];
        double[] probabilities = [.1, .8, .3, .2, .9, .5, .4];
        var segments = SegmentMetrics.Of(labels, probabilities, [0, 0, 0, 0, 2, 2, 2], ["FR", "empty", "IT"]);
        Assert.Equal(["FR", "IT"], segments.Select(segment => segment.Segment));
        Assert.Equal((4, 2, .5), (segments[0].Rows, segments[0].Positives, segments[0].ObservedRate));
        Assert.Equal(.35, segments[0].MeanProbability, 1e-15);
        Assert.Equal(AucInterval.Of([0, 1, 1, 0], [.1, .8, .3, .2]), segments[0].Auc);
        // One row with label 1 ranks, but has no interval.
        Assert.Equal((3, 1), (segments[1].Rows, segments[1].Positives));
        Assert.Null(segments[1].Auc);
    }

    [Fact]
    public void Of_OneGroup_IsTheWhole()
    {
        var (labels, scores) = (RankingMetricsTests.Labels, RankingMetricsTests.Scores);
        var segment = Assert.Single(SegmentMetrics.Of(labels, scores, new int[labels.Length], ["all"]));
        Assert.Equal(RocAuc.Of(labels, scores), segment.Auc!.Value.Auc, 1e-14);
    }

    [Fact]
    public void Of_RowsOfGroups_HaveTheIntervalOfTheGroups()
    {
        byte[] labels = [0, 1, 1, 0, 1, 0, 1, 0];
        double[] probabilities = [.1, .8, .3, .2, .9, .5, .4, .6];
        int[] clients = [1, 2, 2, 3, 9, 9, 9, 9];
        var segments = SegmentMetrics.Of(labels, probabilities, [0, 0, 0, 0, 1, 1, 1, 1], ["FR", "IT"], groups: clients);
        Assert.Equal(AucInterval.Of([0, 1, 1, 0], [.1, .8, .3, .2], groups: [1, 2, 2, 3]), segments[0].Auc);
        Assert.Null(segments[1].Auc); // one client
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Refused("2 segments for 1", [0], [.1], [0, 0]);
        Refused("Row 0 is of segment 1", [0], [.1], [1]);
        Refused("Row 0 is of segment -1", [0], [.1], [-1]);
        Refused("not from 0 to 1", [0], [2], [0]);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => SegmentMetrics.Of([0], [.1], [0], ["a"], groups: [1, 2])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentMetrics.Of([0], [.1], [0], ["a"], confidence: 1));

        static void Refused(string word, byte[] labels, double[] probabilities, int[] segments) =>
            Assert.Contains(word, Assert.Throws<ArgumentException>(() => SegmentMetrics.Of(labels, probabilities, segments, ["a"])).Message, StringComparison.Ordinal);
    }
}
