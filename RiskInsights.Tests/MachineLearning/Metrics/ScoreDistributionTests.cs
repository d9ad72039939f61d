using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class ScoreDistributionTests
{
    [Fact]
    public void Of_ByHand_PutsEdgesIntoTheBinAbove()
    {
        Assert.Equal(
            [new ScoreBin(0, .25, 1, 1), new ScoreBin(.25, .5, 0, 1), new ScoreBin(.5, 1, 2, 1)],
            ScoreDistribution.Of([0, 1, 1, 0, 0, 1], [0, .2, .25, .5, 1, 1], [0, .25, .5, 1]));
        Assert.Equal([0, .25, .5, .75, 1], ScoreDistribution.EvenEdges(4));
        var bins = ScoreDistribution.Of(RankingMetricsTests.Labels, RankingMetricsTests.Scores, ScoreDistribution.EvenEdges());
        Assert.Equal((20, 9, 7), (bins.Count, bins.Sum(bin => bin.Negatives), bins.Sum(bin => bin.Positives)));
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Refused("begin with 0", [0, 1], [.1, .2], [.1, 1]);
        Refused("begin with 0", [0, 1], [.1, .2], [0]);
        Refused("do not rise", [0, 1], [.1, .2], [0, .5, .5, 1]);
        Refused("do not rise", [0, 1], [.1, .2], [0, double.NaN, 1]);
        Refused("not from 0 to 1", [0, 1], [.1, 1.2], [0, 1]);
        Refused("no rows", [], [], [0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreDistribution.EvenEdges(0));

        static void Refused(string word, byte[] labels, double[] probabilities, double[] edges) =>
            Assert.Contains(word, Assert.Throws<ArgumentException>(() => ScoreDistribution.Of(labels, probabilities, edges)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KolmogorovSmirnovCurve_ByHand_HasTheSharesAtEachScore() => Assert.Equal(
        [new KolmogorovSmirnovPoint(.1, .5, 0), new KolmogorovSmirnovPoint(.2, .5, .5), new KolmogorovSmirnovPoint(.3, 1, 1)],
        KolmogorovSmirnovCurve.Of([0, 1, 0, 1], [.1, .2, .3, .3]));

    [Fact]
    public void KolmogorovSmirnovCurve_ManyScores_IsThinnedAndKeepsTheWidest()
    {
        var random = new RandomStream(22);
        var scores = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(score => random.NextDouble() < score ? (byte)1 : (byte)0).ToArray();
        var points = KolmogorovSmirnovCurve.Of(labels, scores, mostPoints: 60);
        Assert.InRange(points.Count, 50, 60);
        Assert.Equal(KolmogorovSmirnov.Of(labels, scores).Value, points.Max(point => Math.Abs(point.NegativeShare - point.PositiveShare)), 1e-12);
        Assert.Equal((scores.Max(), 1.0, 1.0), (points[^1].Score, points[^1].NegativeShare, points[^1].PositiveShare));
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.Score < pair.Second.Score && pair.First.NegativeShare <= pair.Second.NegativeShare && pair.First.PositiveShare <= pair.Second.PositiveShare));
        Assert.Throws<ArgumentOutOfRangeException>(() => KolmogorovSmirnovCurve.Of(labels, scores, mostPoints: 2));
    }
}
