using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting;

public sealed class GradientBoostingTests
{
    private static readonly BoostingOptions OneSplit = new()
    {
        Trees = 1,
        MaxDepth = 1,
        LearningRate = 1,
        BaseScore = 0.5,
        MinChildWeight = 0,
        RegLambda = 1,
    };

    /// <summary>
    /// Six rows at even odds: gradients ½ (label 0) and −½ (label 1), hessians ¼. Best split 3 | 3 between 3 and 4: G = ±1.5,
    /// H = .75, leaves ∓1.5/1.75, gain 2 · 1.5²/1.75.
    /// </summary>
    [Fact]
    public void Fit_SixRows_GrowsTheTreeComputedByHand()
    {
        var model = GradientBoostingTrainer.Fit(Column(1, 2, 3, 4, 5, 6), [0, 0, 0, 1, 1, 1], OneSplit);
        var nodes = Assert.Single(model.Trees).Nodes;
        Assert.Equal(3, nodes.Count);
        Assert.Equal((0, 3.5f, 1, 2), (nodes[0].Feature, nodes[0].Threshold, nodes[0].Left, nodes[0].Right));
        Assert.Equal(2 * 2.25 / 1.75, nodes[0].Gain, 1e-6);
        Assert.Equal(1.5f, nodes[0].Cover);
        Assert.Equal((float)(-1.5 / 1.75), nodes[1].Value);
        Assert.Equal((float)(1.5 / 1.75), nodes[2].Value);
        Assert.Equal(1 / (1 + Math.Exp(1.5 / 1.75)), model.Probability([3.4f]), 1e-7);
    }

    /// <summary>Missing rows are all positive and low values negative: missing must go right, though the split is as good without them.</summary>
    [Fact]
    public void Fit_MissingValues_GoToTheSideWhereTheyDoBest()
    {
        float[] values = [1, 2, 3, 4, 5, 6, float.NaN, float.NaN];
        var right = GradientBoostingTrainer.Fit(Column(values), [0, 0, 0, 1, 1, 1, 1, 1], OneSplit);
        Assert.False(right.Trees[0].Nodes[0].MissingLeft);
        Assert.Equal(right.Logit([6]), right.Logit([float.NaN]));
        var left = GradientBoostingTrainer.Fit(Column(values), [0, 0, 0, 1, 1, 1, 0, 0], OneSplit);
        Assert.True(left.Trees[0].Nodes[0].MissingLeft);
        Assert.Equal(left.Logit([1]), left.Logit([float.NaN]));
    }

    [Fact]
    public void Fit_OnlyMissingTells_SplitsMissingFromTheRest()
    {
        var model = GradientBoostingTrainer.Fit(Column(1, 2, 1, 2, float.NaN, float.NaN), [0, 0, 0, 0, 1, 1], OneSplit);
        Assert.True(model.Probability([float.NaN]) > 0.5);
        Assert.All([-1e30f, 1, 2, 1e30f], value => Assert.True(model.Probability([value]) < 0.5));
    }

    [Fact]
    public void Fit_ColumnNeverMissing_SendsAMissingValueWhereMostRowsGo()
    {
        var model = GradientBoostingTrainer.Fit(Column(1, 2, 3, 4, 5, 6), [0, 0, 0, 0, 1, 1], OneSplit);
        Assert.Equal(model.Logit([1]), model.Logit([float.NaN]));
    }

    [Fact]
    public void Fit_NoBaseScore_StartsFromTheShareOfPositives()
    {
        var model = GradientBoostingTrainer.Fit(Column(1, 2, 3, 4), [0, 0, 0, 1], new() { Trees = 1, MinSplitLoss = 1e9 });
        Assert.Equal(0.25f, model.BaseScore);
        Assert.Single(model.Trees[0].Nodes);
        Assert.Equal(0.25, model.Probability([1]), 1e-6);
        Assert.Equal(0.5f, GradientBoostingTrainer.Fit(Column(1, 2, 3, 4), [0, 0, 0, 1], new() { Trees = 1, ScalePosWeight = 3 }).BaseScore);
    }

    [Fact]
    public void Fit_CategoriesAboveTheThreshold_PartInTwoSets()
    {
        var (features, labels) = Categories();
        var node = GradientBoostingTrainer.Fit(features, labels, OneSplit with { MaxCatToOneHot = 4 }).Trees[0].Nodes[0];
        Assert.Equal([1, 3], node.RightCategories);
        Assert.True(float.IsNaN(node.Threshold));
    }

    /// <summary>Missing goes with the low categories or with the high ones, as its labels say.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fit_CategoriesWithMissing_PutMissingWithItsLike(byte label)
    {
        var (features, labels) = Categories();
        var values = features.Values.ToArray().Concat(Enumerable.Repeat(float.NaN, 6)).ToArray();
        var model = GradientBoostingTrainer.Fit(new FeatureMatrix(features.Columns, values), [.. labels, .. Enumerable.Repeat(label, 6)], OneSplit with { MaxCatToOneHot = 4 });
        Assert.Equal(model.Logit([label == 1 ? 0 : 1]), model.Logit([float.NaN]));
        Assert.NotEqual(model.Logit([0]), model.Logit([1]));
        Assert.Equal(model.Logit([1]), model.Logit([3]));
    }

    [Fact]
    public void Fit_CategoriesUpToTheThreshold_PartOneFromTheRest()
    {
        var (features, labels) = Categories();
        var model = GradientBoostingTrainer.Fit(features, labels, OneSplit with { MaxCatToOneHot = 5 });
        Assert.Single(model.Trees[0].Nodes[0].RightCategories!);
        Assert.Equal(model.Logit([1]), model.Probabilities(features) is { } p ? (float)Math.Log(p[1] / (1 - p[1])) : 0, 1e-6);
    }

    /// <summary>The score may only rise along the column, whatever the others are; without the constraint it falls somewhere.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Fit_MonotoneColumn_NeverTurns(int direction)
    {
        var features = TestData.Normals(2000, 3, seed: 5);
        var labels = TestData.LogisticLabels(features, [0.3 * direction, 1, -1], 0, seed: 5);
        var options = new BoostingOptions { Trees = 20 };
        Assert.True(Turns(GradientBoostingTrainer.Fit(features, labels, options)) > 0);
        Assert.Equal(0, Turns(GradientBoostingTrainer.Fit(features, labels, options with
        {
            MonotoneConstraints = new Dictionary<string, int>(StringComparer.Ordinal) { ["x1"] = direction },
        })));

        int Turns(GradientBoostingModel model)
        {
            var turns = 0;
            for (var row = 0; row < 20; row++)
            {
                float[] point = [-3, features[row, 1], features[row, 2]];
                for (var last = model.Logit(point); point[0] < 3; last = model.Logit(point))
                {
                    point[0] += 0.05f;
                    if ((model.Logit(point) - last) * direction < -1e-6) turns++;
                }
            }
            return turns;
        }
    }

    [Fact]
    public void Fit_LossGuided_GrowsTheLeavesThatGainMost()
    {
        var (features, labels) = Mixed();
        var guided = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 5, GrowPolicy = GrowPolicy.LossGuided, MaxDepth = 0, MaxLeaves = 9 });
        Assert.All(guided.Trees, tree => Assert.Equal(9, tree.Nodes.Count(node => node.IsLeaf)));
        // A child is split only after its parent, and each split was the best there was: gains of the open nodes never exceed it.
        var gains = guided.Trees[0].Nodes.Where(node => !node.IsLeaf).OrderBy(node => node.Left).Select(node => node.Gain).ToArray();
        Assert.Equal(8, gains.Length);
        Assert.Equal(gains.Max(), gains[0]);
        var wide = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 5, MaxLeaves = 9 });
        Assert.All(wide.Trees, tree => Assert.Equal(9, tree.Nodes.Count(node => node.IsLeaf)));
        Assert.Equal(4, Depth(wide.Trees[0]));

        static int Depth(BoostedTree tree, int node = 0) =>
            tree.Nodes[node] is { IsLeaf: false } split ? 1 + Math.Max(Depth(tree, split.Left), Depth(tree, split.Right)) : 0;
    }

    [Fact]
    public void Fit_SampledColumns_UsesOnlySome()
    {
        var (features, labels) = Mixed();
        var byTree = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 10, ColsampleByTree = 0.35 });
        Assert.All(byTree.Trees, tree => Assert.InRange(tree.Nodes.Where(node => !node.IsLeaf).Select(node => node.Feature).Distinct().Count(), 1, 3));
        Assert.True(byTree.Trees.SelectMany(tree => tree.Nodes).Where(node => !node.IsLeaf).Select(node => node.Feature).Distinct().Count() > 3);
        var byNode = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 1, ColsampleByNode = 0.12 });
        Assert.True(byNode.Trees[0].Nodes.Where(node => !node.IsLeaf).Select(node => node.Feature).Distinct().Count() > 1);
    }

    [Fact]
    public void Fit_SampledRows_CoversOnlyTheirHessians()
    {
        var (features, labels) = Mixed();
        var model = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 1, BaseScore = 0.5, Subsample = 0.25 });
        Assert.Equal(labels.Length * 0.25 / 4, model.Trees[0].Nodes[0].Cover, 1e-3);
    }

    [Fact]
    public void Fit_PositivesWeighted_RaisesTheirProbabilities()
    {
        var (features, labels) = Mixed();
        var plain = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 20 }).Probabilities(features).Average();
        var weighted = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 20, ScalePosWeight = 5 }).Probabilities(features).Average();
        Assert.Equal(labels.Average(label => label), plain, 0.01);
        Assert.True(weighted > plain + 0.15);
    }

    internal static (FeatureMatrix Features, byte[] Labels) Mixed(int rows = 3000)
    {
        var features = BinningTests.MixedColumns(rows);
        var random = new RandomStream(seed: 21);
        var labels = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            var x = features.Row(row);
            var logit = x[0] + (0.4 * x[2]) - (0.05 * x[4]) + (x[5] * x[7]) + (float.IsNaN(x[6]) ? 1 : x[6]) + (x[8] is 1 or 4 ? 1 : -1) - 1;
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? (byte)1 : (byte)0;
        }
        return (features, labels);
    }

    private static FeatureMatrix Column(params float[] values) => new(TestData.Columns(1), values);

    /// <summary>Categories a, c and e are mostly positive.</summary>
    private static (FeatureMatrix Features, byte[] Labels) Categories()
    {
        float[] values = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4];
        byte[] labels = [1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1];
        return (new FeatureMatrix([FeatureColumn.Categorical("kind", "a", "b", "c", "d", "e")], values), labels);
    }
}
