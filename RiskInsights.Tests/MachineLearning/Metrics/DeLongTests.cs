using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class DeLongTests
{
    /// <summary>Placements of label 1: 1, .5, 1; of label 0: 2/3, 1. Their variances are 1/12 and 1/18.</summary>
    [Fact]
    public void Interval_ByHand_FollowsTheFormula()
    {
        var interval = AucInterval.Of([1, 1, 1, 0, 0], [.9, .5, .8, .6, .1]);
        Assert.Equal(5 / 6.0, interval.Auc, 1e-15);
        Assert.Equal(Math.Sqrt((1 / 12.0 / 3) + (1 / 18.0 / 2)), interval.StandardError, 1e-15);
        Assert.Equal(1, interval.Upper);
        Assert.Equal((5 / 6.0) - (1.959963984540054 * interval.StandardError), interval.Lower, 1e-12);
    }

    [Fact]
    public void Interval_ScoresWithTies_HasTheAucOfRocAuc() =>
        Assert.Equal(RocAuc.Of(RankingMetricsTests.Labels, RankingMetricsTests.Scores),
            AucInterval.Of(RankingMetricsTests.Labels, RankingMetricsTests.Scores).Auc, 1e-14);

    /// <summary>Of 400 intervals of 90 %, 360 ± 6 should hold the truth, Φ(1/√2) for scores one standard deviation apart.</summary>
    [Fact]
    public void Interval_RepeatedSamples_HoldTheTruthAsOftenAsPromised()
    {
        var random = new RandomStream(31);
        var truth = NormalDistribution.Cumulative(1 / Math.Sqrt(2));
        var held = 0;
        for (var sample = 0; sample < 400; sample++)
        {
            var labels = new byte[300];
            var scores = new double[300];
            for (var i = 0; i < labels.Length; i++)
            {
                labels[i] = (byte)(i % 3 == 0 ? 1 : 0);
                scores[i] = labels[i] + TestData.Normal(ref random);
            }
            var interval = AucInterval.Of(labels, scores, confidence: .9);
            if (interval.Lower <= truth && truth <= interval.Upper) held++;
        }
        Assert.InRange(held, 340, 380);
    }

    [Fact]
    public void Test_SameAndDifferentModels_TellsThemApart()
    {
        var random = new RandomStream(32);
        var labels = new byte[2000];
        double[] good = new double[2000], poor = new double[2000], alike = new double[2000];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % 4 == 0 ? 1 : 0);
            good[i] = (1.5 * labels[i]) + TestData.Normal(ref random);
            poor[i] = (0.5 * labels[i]) + TestData.Normal(ref random);
            alike[i] = good[i] + (0.1 * TestData.Normal(ref random));
        }
        Assert.Equal(1, DeLongTest.Of(labels, good, good).PValue);
        Assert.Equal(0, DeLongTest.Of(labels, good, good).StandardError, 1e-8);
        var different = DeLongTest.Of(labels, good, poor);
        Assert.Equal(RocAuc.Of(labels, good) - RocAuc.Of(labels, poor), different.Difference, 1e-12);
        Assert.True(different.PValue < 1e-6);
        // The same rows: two models that are nearly alike differ with far less uncertainty than two independent ones.
        Assert.True(DeLongTest.Of(labels, good, alike).StandardError < 0.5 * different.StandardError);
    }

    [Fact]
    public void Interval_TooFewOfALabel_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => AucInterval.Of([1, 0, 0], [.1, .2, .3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AucInterval.Of([1, 1, 0, 0], [.1, .2, .3, .4], confidence: 1));
    }
}
