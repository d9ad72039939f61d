using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

/// <summary>
/// Known answers are scikit-learn 1.2.1's on <see cref="Labels"/> and <see cref="Scores"/>, which hold ties across labels:
/// <c>metrics.roc_auc_score(y, s)</c> and so on.
/// </summary>
public sealed class RankingMetricsTests
{
    internal static readonly byte[] Labels = [0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0];
    internal static readonly double[] Scores = [.1, .4, .35, .8, .4, .4, .2, .9, .05, .6, .4, .7, .3, .1, .55, .6];

    [Fact]
    public void RocAuc_ByHand_CountsOrderedPairsAndHalvesTies()
    {
        Assert.Equal(1, RocAuc.Of([0, 1], [.2, .3]));
        Assert.Equal(0, RocAuc.Of([1, 0], [.2, .3]));
        Assert.Equal(.5, RocAuc.Of([1, 0], [.3, .3]));
        // Pairs: (.4, .1) right, (.4, .4) tie, (.2, .1) right, (.2, .4) wrong.
        Assert.Equal(2.5 / 4, RocAuc.Of([1, 0, 1, 0], [.4, .1, .2, .4]));
    }

    [Fact]
    public void RankingMetrics_ScoresWithTies_EqualScikitLearn()
    {
        Assert.Equal(0.7857142857142857, RocAuc.Of(Labels, Scores), 1e-15);
        Assert.Equal(0.5714285714285714, Gini.Of(Labels, Scores), 1e-15);
        Assert.Equal(0.7290043290043289, AveragePrecision.Of(Labels, Scores), 1e-15);
        var ks = KolmogorovSmirnov.Of(Labels, Scores);
        Assert.Equal(0.5555555555555556, ks.Value, 1e-15);
        Assert.Equal(.35, ks.Threshold);
    }

    [Fact]
    public void RocAuc_RisingTransformation_ChangesNothingAndReversalMirrors()
    {
        var random = new RandomStream(21);
        var scores = Enumerable.Range(0, 500).Select(_ => (double)random.Next(100)).ToArray();
        var labels = scores.Select(score => random.NextDouble() < score / 100 ? (byte)1 : (byte)0).ToArray();
        var auc = RocAuc.Of(labels, scores);
        Assert.Equal(auc, RocAuc.Of(labels, Array.ConvertAll(scores, score => Math.Exp(score / 10) - 3)));
        Assert.Equal(1 - auc, RocAuc.Of(labels, Array.ConvertAll(scores, score => -score)), 1e-14);
        Assert.Equal(1 - auc, RocAuc.Of(Array.ConvertAll(labels, label => (byte)(1 - label)), scores), 1e-14);
        double wins = 0, pairs = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            for (var j = 0; j < labels.Length; j++)
            {
                if (labels[i] != 1 || labels[j] != 0) continue;
                pairs++;
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? .5 : 0;
            }
        }
        Assert.Equal(wins / pairs, auc, 1e-14);
    }

    [Fact]
    public void RocCurve_ScoresWithTies_HasScikitLearnsCorners()
    {
        var points = RocCurve.Of(Labels, Scores);
        Assert.Equal(new RocPoint(double.PositiveInfinity, 0, 0), points[0]);
        Assert.Equal((1.0, 1.0), (points[^1].FalsePositiveRate, points[^1].TruePositiveRate));
        Assert.Contains(new RocPoint(.4, 4 / 9.0, 6 / 7.0), points);
        Assert.Contains(new RocPoint(.8, 0, 2 / 7.0), points);
        // In the middle of a vertical run: drawn without it.
        Assert.DoesNotContain(points, point => point.Threshold == .9);
        Assert.Equal(0.7857142857142857, Area(points), 1e-15);
    }

    [Fact]
    public void RocCurve_ManyScores_IsThinnedToItsLimitWithLittleLoss()
    {
        var random = new RandomStream(22);
        var scores = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(score => random.NextDouble() < score ? (byte)1 : (byte)0).ToArray();
        var points = RocCurve.Of(labels, scores, mostPoints: 100);
        Assert.InRange(points.Count, 90, 100);
        Assert.Equal((1.0, 1.0), (points[^1].FalsePositiveRate, points[^1].TruePositiveRate));
        Assert.Equal(RocAuc.Of(labels, scores), Area(points), 1e-3);
        Assert.InRange(PrecisionRecallCurve.Of(labels, scores, mostPoints: 100).Count, 50, 100);
        Assert.Throws<ArgumentOutOfRangeException>(() => RocCurve.Of(labels, scores, mostPoints: 1));
    }

    [Fact]
    public void PrecisionRecallCurve_ScoresWithTies_HasScikitLearnsPoints()
    {
        var points = PrecisionRecallCurve.Of(Labels, Scores);
        Assert.Equal(
            [double.PositiveInfinity, .9, .8, .7, .6, .55, .4, .35],
            points.Select(point => point.Threshold));
        double[] precision = [1, 1, 1, .66666667, .6, .66666667, .6, .63636364];
        double[] recall = [0, .14285714, .28571429, .28571429, .42857143, .57142857, .85714286, 1];
        for (var i = 0; i < points.Count; i++)
        {
            Assert.Equal(precision[i], points[i].Precision, 1e-8);
            Assert.Equal(recall[i], points[i].Recall, 1e-8);
        }
    }

    [Fact]
    public void GainsAndPrecisionAtK_ByHand_SpreadTies()
    {
        byte[] labels = [1, 0, 1, 0, 0, 0, 1, 0, 0, 0];
        double[] scores = [.9, .8, .7, .6, .5, .5, .5, .5, .1, .1];
        var gains = GainsAndLift.Of(labels, scores, bins: 5);
        Assert.Equal(5, gains.Count);
        Assert.Equal(1 / 3.0, gains[0].Gain, 1e-15);
        Assert.Equal((1 / 3.0) / .2, gains[0].Lift, 1e-14);
        // Half of the four rows at .5 hold half of their one label.
        Assert.Equal(2.5 / 3, gains[2].Gain, 1e-15);
        Assert.Equal((1.0, 1.0), (gains[4].Gain, gains[4].Lift));
        Assert.Equal(2 / 3.0, PrecisionAtK.Of(labels, scores, 3), 1e-15);
        Assert.Equal(2.25 / 5, PrecisionAtK.Of(labels, scores, 5), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => PrecisionAtK.Of(labels, scores, 11));
    }

    [Fact]
    public void CostMatrix_ByHand_FindsTheCheapestThreshold()
    {
        var ranking = new ScoreRanking(Labels, Scores);
        // From the confusion matrices: at .35 there are 4 false alarms and nothing is missed.
        Assert.Equal((.35, 4.0), new CostMatrix(0, 1, 10, 0).BestThreshold(ranking));
        // Where a false alarm costs more than all else, only the certain two are taken.
        Assert.Equal((.8, 5.0), new CostMatrix(0, 100, 1, 0).BestThreshold(ranking));
        Assert.Equal((double.PositiveInfinity, 0.0), new CostMatrix(0, 1, 0, 1).BestThreshold(ranking));
    }

    [Fact]
    public void RankingMetrics_BadInput_IsRefusedByArgument()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => RocAuc.Of([1, 1], [.1, .2])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => RocAuc.Of([1, 0, 1], [.1, .2])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => RocAuc.Of([1, 2], [.1, .2])).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => RocAuc.Of([1, 0], [.1, double.NaN])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => RocAuc.Of([], [])).ParamName);
    }

    private static double Area(IReadOnlyList<RocPoint> points) => Enumerable.Range(1, points.Count - 1).Sum(i =>
        (points[i].FalsePositiveRate - points[i - 1].FalsePositiveRate) * (points[i].TruePositiveRate + points[i - 1].TruePositiveRate) / 2);
}
