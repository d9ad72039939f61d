using System.Numerics;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

namespace RiskInsights.Tests.MachineLearning.Explanation;

public sealed class TreeContributionsTests
{
    /// <summary>
    /// One split on x1 at 0, three quarters of the rows left: the expectation is ¾·1 + ¼·5 = 2. A row on the left is worth 1, so its
    /// column contributes −1; the other column nothing.
    /// </summary>
    [Fact]
    public void Of_OneSplit_IsTheDifferenceFromTheMean()
    {
        var contributions = new TreeContributions(Model(2, [new(1, 2, 0, 0, true, 0, 1, 8), Leaf(1, 6), Leaf(5, 2)]));
        Assert.Equal(2, contributions.BaseLogit, 1e-12);
        var ours = new double[2];
        contributions.Of([-1, 0], ours);
        Assert.Equal([-1.0, 0], ours, Near(1e-12));
        contributions.Of([1, 0], ours);
        Assert.Equal([3.0, 0], ours, Near(1e-12));
    }

    /// <summary>Against the definition: the average over all orders in which the columns become known, 2^width expectations.</summary>
    [Theory]
    [InlineData(1, 3, 6)]
    [InlineData(2, 5, 20)]
    [InlineData(3, 10, 60)]
    [InlineData(4, 12, 200)]
    public void Of_RandomTrees_AreShapleyValues(int seed, int width, int splits)
    {
        var random = new RandomStream(seed);
        var model = Model(width, Grow(width, splits, ref random), Grow(width, splits, ref random));
        var contributions = new TreeContributions(model);
        var ours = new double[width];
        for (var i = 0; i < 5; i++)
        {
            var row = Row(width, ref random);
            contributions.Of(row, ours);
            Assert.Equal(ByDefinition(model, row), ours, Near(1e-10));
            Assert.Equal(model.Logit(row), contributions.BaseLogit + ours.Sum(), 1e-5);
        }
    }

    /// <summary>More columns on a path than one vector of quadrature points is exact for, also where a column repeats along the path.</summary>
    [Theory]
    [InlineData(14, 14)]
    [InlineData(14, 40)]
    [InlineData(8, 8)]
    [InlineData(9, 9)]
    public void Of_Chain_AreShapleyValues(int width, int depth)
    {
        var random = new RandomStream(depth);
        var nodes = new List<TreeNode>();
        for (var i = 0; i < depth; i++)
        {
            nodes.Add(new((2 * i) + 1, (2 * i) + 2, i % width, (float)(random.NextDouble() - 1.5), random.Next(2) == 0, 0, 1, (2 * (depth - i)) + 2));
            nodes.Add(Leaf((float)random.NextDouble(), 2));
        }
        nodes.Add(Leaf(3, 2));
        var model = Model(width, [.. nodes]);
        var ours = new double[width];
        var row = Row(width, ref random);
        new TreeContributions(model).Of(row, ours);
        Assert.Equal(ByDefinition(model, row), ours, Near(1e-10));
    }

    /// <summary>A column that lets no training row pass (cover 0) still has a value: a share of 0 divides nothing.</summary>
    [Fact]
    public void Of_EmptyBranch_AddsUp()
    {
        var contributions = new TreeContributions(Model(2,
            [new(1, 2, 0, 0, true, 0, 1, 4), new(3, 4, 1, 0, true, 0, 1, 0), Leaf(1, 4), Leaf(7, 0), Leaf(9, 0)]));
        Assert.Equal(1, contributions.BaseLogit);
        var ours = new double[2];
        contributions.Of([-1, 1], ours);
        Assert.Equal(8, ours.Sum(), 1e-12);
        Assert.Equal([7.5, 0.5], ours, Near(1e-12));
    }

    [Fact]
    public void Of_CategoriesAndMissing_FollowTheModel()
    {
        var model = SmallModel.Create();
        var contributions = new TreeContributions(model);
        var ours = new double[3];
        foreach (var income in new[] { 5, 10, 25, float.NaN })
        {
            foreach (var region in new[] { 0, 1, 2, 3, float.NaN })
            {
                float[] row = [income, region, 35];
                contributions.Of(row, ours);
                Assert.Equal(ByDefinition(model, row), ours, Near(1e-10));
            }
        }
    }

    [Fact]
    public void Of_Matrix_IsEveryRowWhateverTheThreads()
    {
        var random = new RandomStream(5);
        var model = Model(6, Grow(6, 40, ref random), Grow(6, 40, ref random));
        var features = TestData.Normals(2500, 6, seed: 3, (7, 2, float.NaN));
        var contributions = new TreeContributions(model);
        var progress = 0;
        var one = contributions.Of(features, progress: new Reporter(report => progress = report.Completed));
        Assert.Equal(2500, progress);
        Assert.Equal(one, contributions.Of(features, threads: 3));
        var row = new double[6];
        for (var i = 0; i < features.Rows; i += 97)
        {
            contributions.Of(features.Row(i), row);
            Assert.Equal(row, one[(6 * i)..((6 * i) + 6)]);
        }
        Assert.Empty(contributions.Of(new FeatureMatrix(model.Columns, [])));
    }

    [Fact]
    public void Of_OneRowAgain_AllocatesNothing()
    {
        var random = new RandomStream(6);
        var contributions = new TreeContributions(Model(6, Grow(6, 40, ref random)));
        float[] row = [0, 1, 2, float.NaN, -1, -2];
        var ours = new double[6];
        contributions.Of(row, ours);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) contributions.Of(row, ours);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>The deepest tree that a file may hold.</summary>
    [Fact]
    public void Of_DeepestChain_AddsUp()
    {
        const int Depth = 1024;
        var nodes = new TreeNode[(2 * Depth) + 1];
        for (var i = 0; i < Depth; i++)
        {
            nodes[2 * i] = new((2 * i) + 1, (2 * i) + 2, i % 3, i, true, 0, 1, Depth - i);
            nodes[(2 * i) + 1] = Leaf(1, 1);
        }
        nodes[^1] = Leaf(2, 1);
        var contributions = new TreeContributions(Model(3, nodes));
        var ours = new double[3];
        contributions.Of([1e6f, 1e6f, 1e6f], ours);
        Assert.Equal(2, contributions.BaseLogit + ours.Sum(), 1e-9);
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        var contributions = new TreeContributions(SmallModel.Create());
        Assert.Equal("row", Assert.Throws<ArgumentException>(() => contributions.Of([1, 2], new double[3])).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => contributions.Of([1, 2, 3], new double[2])).ParamName);
        Assert.Contains("'age'", Assert.Throws<ArgumentException>(() => contributions.Of([1, 2, float.PositiveInfinity], new double[3])).Message, StringComparison.Ordinal);
        Assert.Contains("a code from 0 to 3", Assert.Throws<ArgumentException>(() => contributions.Of([1, 4, 3], new double[3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => contributions.Of(TestData.Normals(5, 3, seed: 1)));
        using var source = new CancellationTokenSource();
        var features = new FeatureMatrix(SmallModel.Columns, new float[3 * 5000]);
        Assert.Throws<OperationCanceledException>(() => contributions.Of(features, progress: new Reporter(_ => source.Cancel()), cancellation: source.Token));
    }

    private static double[] ByDefinition(GradientBoostingModel model, float[] row)
    {
        var width = row.Length;
        var known = new double[1 << width];
        for (var set = 0; set < known.Length; set++) known[set] = model.Trees.Sum(tree => Expectation(tree, 0, row, set));
        var result = new double[width];
        for (var j = 0; j < width; j++)
        {
            for (var set = 0; set < known.Length; set++)
            {
                if ((set >> j & 1) != 0) continue;
                var size = BitOperations.PopCount((uint)set);
                result[j] += (known[set | (1 << j)] - known[set]) / (width * Choose(width - 1, size));
            }
        }
        return result;
    }

    /// <summary>The tree's value when only the columns of the set are known: at any other split, both sides by their covers.</summary>
    private static double Expectation(BoostedTree tree, int index, float[] row, int set)
    {
        var node = tree.Nodes[index];
        if (node.IsLeaf) return node.Value;
        if ((set >> node.Feature & 1) != 0) return Expectation(tree, node.GoesLeft(row[node.Feature]) ? node.Left : node.Right, row, set);
        double left = tree.Nodes[node.Left].Cover, right = tree.Nodes[node.Right].Cover;
        return ((left * Expectation(tree, node.Left, row, set)) + (right * Expectation(tree, node.Right, row, set))) / (left + right);
    }

    private static double Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;

    private static GradientBoostingModel Model(int width, params TreeNode[][] trees) =>
        new(TestData.Columns(width), 0.5f, [.. trees.Select(nodes => new BoostedTree(nodes))]);

    private static TreeNode Leaf(float value, float cover) => new(-1, -1, -1, float.NaN, false, value, 0, cover);

    private static float[] Row(int width, ref RandomStream random)
    {
        var row = new float[width];
        for (var j = 0; j < width; j++) row[j] = random.Next(6) == 0 ? float.NaN : (float)TestData.Normal(ref random);
        return row;
    }

    /// <summary>Splits random leaves on random columns; covers add up.</summary>
    private static TreeNode[] Grow(int width, int splits, ref RandomStream random)
    {
        var nodes = new List<TreeNode> { Leaf(0, 1000) };
        for (var i = 0; i < splits; i++)
        {
            int at;
            do at = random.Next(nodes.Count); while (!nodes[at].IsLeaf);
            var left = nodes[at].Cover * (float)(0.05 + (0.9 * random.NextDouble()));
            nodes[at] = new(nodes.Count, nodes.Count + 1, random.Next(width), (float)TestData.Normal(ref random), random.Next(2) == 0, 0, 1, nodes[at].Cover);
            nodes.Add(Leaf((float)TestData.Normal(ref random), left));
            nodes.Add(Leaf((float)TestData.Normal(ref random), nodes[at].Cover - left));
        }
        return [.. nodes];
    }

    private static Func<double, double, bool> Near(double tolerance) => (one, other) => Math.Abs(one - other) <= tolerance;
}
