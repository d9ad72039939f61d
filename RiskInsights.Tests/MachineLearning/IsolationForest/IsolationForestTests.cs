using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;

namespace RiskInsights.Tests.MachineLearning.IsolationForest;

public sealed class IsolationForestTests
{
    /// <summary>x1 &lt; 5 ? a leaf of 1 row : (x2 &lt; 2 ? a leaf of 1 row : a leaf of 2 rows). ψ = 4, c(4) = 13/6.</summary>
    private static readonly IsolationForestModel ByHand = new(TestData.Columns(2), [0, 0], sampleSize: 4,
        [new GrownTree([0, -1, 1, -1, -1], [5, 0, 2, 0, 0], [4, 1, 3, 1, 2])]);

    [Fact]
    public void Score_TreeByHand_FollowsEquationTwo()
    {
        const double C4 = 13.0 / 6;
        Assert.Equal(Math.Pow(2, -1 / C4), ByHand.Score([0, 0]), 1e-7);
        Assert.Equal(Math.Pow(2, -2 / C4), ByHand.Score([9, 1]), 1e-7);
        // A leaf of two rows counts as c(2) = 1 split more.
        Assert.Equal(Math.Pow(2, -3 / C4), ByHand.Score([9, 9]), 1e-7);
        // A value on the threshold goes right.
        Assert.Equal(Math.Pow(2, -3 / C4), ByHand.Score([5, 2]), 1e-7);
        // The sample's own average: (1 + 2 + 3 + 3) / 4 splits.
        Assert.Equal(Math.Pow(2, -2.25 / C4), ByHand.BaseScore, 1e-7);
    }

    [Fact]
    public void Attribute_TreeByHand_SharesThePathBySplit()
    {
        // Expected path: root 9/4, right node (2 + 3 + 3) / 3 = 8/3.
        var shares = new double[2];
        var score = ByHand.Attribute([0, 0], shares);
        Assert.Equal(score - ByHand.BaseScore, shares[0], 1e-7);
        Assert.Equal(0, shares[1]);
        score = ByHand.Attribute([9, 9], shares);
        // x1 lengthens the path by 8/3 − 9/4 = 5/12, x2 by 3 − 8/3 = 4/12.
        Assert.Equal((score - ByHand.BaseScore) * 5 / 9, shares[0], 1e-7);
        Assert.Equal((score - ByHand.BaseScore) * 4 / 9, shares[1], 1e-7);
        Assert.True(shares[0] < 0, "a longer path is less abnormal");
    }

    [Fact]
    public void Scores_TwoRows_AreHalf()
    {
        var features = new FeatureMatrix(TestData.Columns(1), [0, 10]);
        var model = IsolationForestTrainer.Fit(features, new() { MinRows = 2, SampleSize = 2 });
        Assert.Equal([0.5, 0.5], model.Scores(features));
    }

    [Fact]
    public void Scores_PlantedOutlier_IsTheMostAbnormal()
    {
        // No more rows than the sample size, so that every tree sees the outlier.
        var features = TestData.Normals(200, 4, seed: 11, (123, 2, 12));
        var model = IsolationForestTrainer.Fit(features, new() { Seed = 1 });
        var scores = model.Scores(features);
        Assert.Equal(123, Array.IndexOf(scores, scores.Max()));
        Assert.All(scores, score => Assert.InRange(score, 0.3, 0.9));
        var shares = new double[4];
        model.Attribute(features.Row(123), shares);
        Assert.Equal(2, Array.IndexOf(shares, shares.Max()));
        Assert.True(shares[2] > 0.7 * shares.Where(share => share > 0).Sum(), "the column that was changed is the reason");
    }

    [Fact]
    public void Attribute_AnyRow_AddsUpToTheScore()
    {
        var features = TestData.Normals(500, 6, seed: 12, (3, 0, float.NaN), (4, 5, -30));
        var model = IsolationForestTrainer.Fit(features);
        var shares = new double[6];
        for (var row = 0; row < features.Rows; row++)
        {
            var score = model.Attribute(features.Row(row), shares);
            Assert.Equal(model.Score(features.Row(row)), score);
            Assert.Equal(score, model.BaseScore + shares.Sum(), 1e-6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(40_000)]
    public void Scores_AnyNumberOfRowsAndThreads_EqualSingleRowsBitForBit(int rows)
    {
        var training = TestData.Normals(400, 3, seed: 13);
        var model = IsolationForestTrainer.Fit(training, new() { Trees = 20 });
        var features = TestData.Normals(rows, 3, seed: 14, (rows / 2, 1, float.NaN));
        var scores = model.Scores(features);
        Assert.Equal(scores, model.Scores(features, threads: 3));
        for (var row = 0; row < rows; row += 1 + (rows / 500)) Assert.Equal(model.Score(features.Row(row)), scores[row]);
    }

    [Fact]
    public void Fit_SeedAndThreads_OnlyTheSeedMatters()
    {
        var features = TestData.Normals(2000, 3, seed: 15);
        var model = IsolationForestTrainer.Fit(features, new() { Seed = 5 }).ToJson();
        Assert.Equal(model, IsolationForestTrainer.Fit(features, new() { Seed = 5, Threads = 4 }).ToJson());
        Assert.NotEqual(model, IsolationForestTrainer.Fit(features, new() { Seed = 6 }).ToJson());
    }

    [Fact]
    public void Score_MissingValue_CountsAsTheMedian()
    {
        var features = TestData.Normals(301, 2, seed: 16);
        var column = features.Column(0);
        Array.Sort(column);
        var model = IsolationForestTrainer.Fit(features);
        Assert.Equal(model.Score([column[150], 1]), model.Score([float.NaN, 1]));
    }

    [Fact]
    public void Score_OneRow_AllocatesNothing()
    {
        var features = TestData.Normals(300, 4, seed: 17, (0, 0, float.NaN));
        var model = IsolationForestTrainer.Fit(features);
        var shares = new double[4];
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var row = 0; row < 50; row++)
            {
                model.Score(features.Row(row));
                model.Attribute(features.Row(row), shares);
            }
            if (i > 0) Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Contamination_Shares_GiveTheScoreOfTheLastAnomaly()
    {
        double[] scores = [.1, .9, .5, .5, .3, .8, .2, .4, .6, .7];
        Assert.Equal(.8, Contamination.Threshold(scores, .2));
        Assert.Equal(.9, Contamination.Threshold(scores, .05));
        Assert.Equal(.1, Contamination.Threshold(scores, 1));
        Assert.Equal(double.PositiveInfinity, Contamination.Threshold(scores, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Contamination.Threshold(scores, 1.1));
        Assert.Throws<ArgumentException>(() => Contamination.Threshold([], .1));
    }
}
