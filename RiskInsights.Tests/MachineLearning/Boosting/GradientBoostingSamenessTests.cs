using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting;

/// <summary>What a model must not depend on: threads, the processor's vectors, memory.</summary>
public sealed class GradientBoostingSamenessTests
{
    private static readonly BoostingOptions Sampled = new() { Trees = 12, Subsample = 0.8, ColsampleByTree = 0.8, ColsampleByNode = 0.8, Seed = 4 };

    /// <summary>Enough rows that large nodes are shared out between threads.</summary>
    public static TheoryData<string, BoostingOptions, int> Settings() => new()
    {
        { "plain", new() { Trees = 8 }, 40_000 },
        { "sampled", Sampled, 40_000 },
        { "loss-guided", new() { Trees = 8, GrowPolicy = GrowPolicy.LossGuided, MaxDepth = 0, MaxLeaves = 40 }, 5000 },
        { "penalised", new() { Trees = 8, RegAlpha = 0.7, RegLambda = 0, MinChildWeight = 0, MinSplitLoss = 0.5 }, 5000 },
        { "monotone", new() { Trees = 8, MonotoneConstraints = new Dictionary<string, int>(StringComparer.Ordinal) { ["x5"] = -1, ["x7"] = 1 } }, 5000 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Fit_AnyThreadsVectorsAndMemory_GivesTheSameModelBitForBit(string name, BoostingOptions options, int rows)
    {
        var (features, labels) = GradientBoostingTests.Mixed(rows);
        var expected = Fit(options, TrainingResources.Default);
        Assert.Contains(expected.Trees, tree => tree.Nodes.Count > 10);
        Same(expected, Fit(options with { Threads = 2 }, TrainingResources.Default));
        Same(expected, Fit(options with { Threads = 5 }, TrainingResources.Default));
        Same(expected, Fit(options, new TrainingResources(InstructionSet.Scalar)));
        Same(expected, Fit(options with { Threads = 3 }, new TrainingResources(InstructionSet.Avx2)));
        Same(expected, Fit(options with { Threads = 2 }, TrainingResources.Default with { HistogramBytes = 1 }));

        GradientBoostingModel Fit(BoostingOptions with, TrainingResources resources) =>
            GradientBoostingTrainer.Fit(features, labels, with, null, null, null, resources, default);

        void Same(GradientBoostingModel one, GradientBoostingModel other)
        {
            Assert.True(one.Trees.Count == other.Trees.Count, name);
            foreach (var (a, b) in one.Trees.Zip(other.Trees))
            {
                Assert.Equal(a.Nodes.Select(Plain), b.Nodes.Select(Plain));
                Assert.Equal(a.Nodes.Select(node => node.RightCategories), b.Nodes.Select(node => node.RightCategories));
            }
        }

        static TreeNode Plain(TreeNode node) => node with { RightCategories = null };
    }

    [Fact]
    public void Fit_OtherSeed_GivesAnotherModel()
    {
        var (features, labels) = GradientBoostingTests.Mixed(2000);
        var one = GradientBoostingTrainer.Fit(features, labels, Sampled).Probabilities(features);
        Assert.Equal(one, GradientBoostingTrainer.Fit(features, labels, Sampled).Probabilities(features));
        Assert.NotEqual(one, GradientBoostingTrainer.Fit(features, labels, Sampled with { Seed = 5 }).Probabilities(features));
    }

    /// <summary>Rows that a tree was not grown on must move by its leaves all the same: else the next tree would be wrong.</summary>
    [Fact]
    public void Fit_SampledRows_FollowsTheLossOfAllRows()
    {
        var (features, labels) = GradientBoostingTests.Mixed();
        var history = GradientBoostingTrainer.Fit(features, labels, Sampled, new ValidationRows(features, labels)).History!;
        foreach (var (training, validation) in history.TrainingLogLoss.Zip(history.ValidationLogLoss)) Assert.Equal(validation, training, 1e-6);
    }

    /// <summary>
    /// One row, blocks of rows, each kind of vectors: the same bits. Trees of few levels and of many, with and without categories
    /// (the last column), and a number of rows that does not fill the last block.
    /// </summary>
    [Theory]
    [InlineData(6, 0, true)]
    [InlineData(0, 40, true)]
    [InlineData(6, 0, false)]
    [InlineData(0, 40, false)]
    public void Logits_OneRowOrMany_AreEqualBitForBit(int depth, int leaves, bool categories)
    {
        var (features, labels) = GradientBoostingTests.Mixed();
        if (!categories) features = features.SelectColumns([.. features.Columns.SkipLast(1).Select(column => column.Name)]);
        var model = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 11, MaxDepth = depth, MaxLeaves = leaves, GrowPolicy = leaves > 0 ? GrowPolicy.LossGuided : GrowPolicy.DepthWise });
        var some = features.SelectRows([.. Enumerable.Range(0, 1003)]);
        var expected = Enumerable.Range(0, some.Rows).Select(row => model.Logit(some.Row(row))).ToArray();
        Assert.Equal(expected, Enumerable.Range(0, some.Rows).Select(row => Walk(model, some.Row(row))));
        Assert.Equal(expected, model.Logits(some));
        Assert.Equal(expected, model.Logits(features, threads: 3)[..some.Rows]);
        foreach (var instructions in Enum.GetValues<InstructionSet>().Where(set => set <= InstructionSets.Best))
            Assert.Equal(expected, new GradientBoostingModel(model.Columns, model.BaseScore, model.Trees, null, instructions).Logits(some));
        Assert.Equal(Enumerable.Range(0, some.Rows).Select(row => model.Probability(some.Row(row))), model.Probabilities(some, threads: 2));

        static float Walk(GradientBoostingModel model, ReadOnlySpan<float> row)
        {
            var logit = model.BaseLogit;
            foreach (var tree in model.Trees) logit += tree.Value(row);
            return logit;
        }
    }

    /// <summary>A chain of 100,000 splits, as a file may hold it: no call for each level, and no row that leaves early walks them all.</summary>
    [Fact]
    public void Logits_TreeOfOneLongChain_AreFoundWithoutWalkingItAll()
    {
        const int Splits = 100_000;
        var nodes = new TreeNode[(2 * Splits) + 1];
        for (var i = 0; i < Splits; i++)
        {
            nodes[2 * i] = new TreeNode((2 * i) + 1, (2 * i) + 2, 0, i, MissingLeft: true, 0, 1, 1);
            nodes[(2 * i) + 1] = new TreeNode(-1, -1, -1, float.NaN, MissingLeft: false, i, 0, 1);
        }
        nodes[^1] = new TreeNode(-1, -1, -1, float.NaN, MissingLeft: false, -7, 0, 1);
        float[] values = [-1, 0, 41.5f, float.NaN, Splits, .. Enumerable.Repeat(3f, 20_000)];
        var features = new FeatureMatrix(TestData.Columns(1), values);
        foreach (var instructions in Enum.GetValues<InstructionSet>().Where(set => set <= InstructionSets.Best))
        {
            var model = new GradientBoostingModel(features.Columns, 0.5f, [new BoostedTree(nodes)], null, instructions);
            var logits = model.Logits(features);
            Assert.Equal([0, 1, 42, 0, -7, 4], logits[..6]);
            Assert.Equal(logits[..6], Enumerable.Range(0, 6).Select(row => model.Logit(features.Row(row))));
        }
    }

    [Fact]
    public void Logit_OneRow_AllocatesNothing()
    {
        var (features, labels) = GradientBoostingTests.Mixed();
        var model = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 10 });
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 0; row < 1000; row++) model.Probability(features.Row(row));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
