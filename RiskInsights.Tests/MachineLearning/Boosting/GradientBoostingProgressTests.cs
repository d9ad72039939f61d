using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Boosting;

public sealed class GradientBoostingProgressTests
{
    [Fact]
    public void Fit_ValidationStopsImproving_StopsAndKeepsTheTreesUpToTheBest()
    {
        var features = TestData.Normals(600, 4, seed: 2);
        var labels = TestData.LogisticLabels(features, [1, 0, 0, 0], 0, seed: 2);
        var others = TestData.Normals(400, 4, seed: 3);
        var validation = new ValidationRows(others, TestData.LogisticLabels(others, [1, 0, 0, 0], 0, seed: 3));
        var options = new BoostingOptions { Trees = 500, LearningRate = 0.3, EarlyStoppingRounds = 7 };
        var model = GradientBoostingTrainer.Fit(features, labels, options, validation);
        var history = model.History!;
        Assert.Equal(history.BestTrees, model.Trees.Count);
        Assert.Equal(history.BestTrees + 7, history.ValidationLogLoss.Count);
        Assert.Equal(history.ValidationLogLoss.Min(), history.ValidationLogLoss[history.BestTrees - 1]);
        Assert.Equal(LogLoss.Of(validation.Labels, model.Probabilities(others)), history.ValidationLogLoss[history.BestTrees - 1], 1e-6);
        Assert.Equal(LogLoss.Of(labels, model.Probabilities(features)), history.TrainingLogLoss[history.BestTrees - 1], 1e-6);
        Assert.True(history.TrainingLogLoss[^1] < history.TrainingLogLoss[0]);

        var whole = GradientBoostingTrainer.Fit(features, labels, options with { Trees = 20, EarlyStoppingRounds = 0 }, validation);
        Assert.Equal(20, whole.Trees.Count);
        Assert.Equal(history.ValidationLogLoss.Take(8), whole.History!.ValidationLogLoss.Take(8));
        Assert.Null(GradientBoostingTrainer.Fit(features, labels, new() { Trees = 2 }).History);
    }

    [Fact]
    public void Fit_EachTree_IsReported()
    {
        var told = new List<TrainingProgress>();
        GradientBoostingTrainer.Fit(TestData.Normals(50, 2, seed: 1), Labels, new() { Trees = 3 }, progress: new Reporter(told.Add));
        Assert.Equal([new(1, 3), new(2, 3), new(3, 3)], told);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_CancelledAfterATree_ThrowsAndLeavesNoThread(int threads)
    {
        using var source = new CancellationTokenSource();
        var last = default(TrainingProgress);
        Assert.Throws<OperationCanceledException>(() => GradientBoostingTrainer.Fit(
            TestData.Normals(50, 2, seed: 1), Labels, new() { Threads = threads }, progress: new Reporter(report =>
            {
                last = report;
                source.Cancel();
            }), cancellation: source.Token));
        Assert.Equal(new TrainingProgress(1, 100), last);
        Assert.Throws<OperationCanceledException>(() => GradientBoostingTrainer.Fit(TestData.Normals(50, 2, seed: 1), Labels, cancellation: source.Token));
    }

    [Fact]
    public void Fit_AskedAfterEachTree_StopsThereAndChangesNoTree()
    {
        var features = TestData.Normals(300, 3, seed: 4);
        var labels = TestData.LogisticLabels(features, [1, 0, 0], 0, seed: 4);
        var validation = new ValidationRows(features, labels);
        var asked = new List<(int Trees, double Loss)>();
        var stopped = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 50, Subsample = 0.7 }, validation, keepGoing: (trees, loss) =>
        {
            asked.Add((trees, loss));
            return trees < 6;
        });
        Assert.Equal([1, 2, 3, 4, 5, 6], asked.Select(round => round.Trees));
        Assert.Equal(stopped.History!.ValidationLogLoss, asked.Select(round => round.Loss));
        var whole = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 6, Subsample = 0.7 }, validation);
        Assert.Equal(whole.Logits(features), stopped.Logits(features));
        Assert.Equal("validation", Assert.Throws<ArgumentException>(() => GradientBoostingTrainer.Fit(features, labels, keepGoing: (_, _) => true)).ParamName);
    }

    private static byte[] Labels => [.. Enumerable.Range(0, 50).Select(i => (byte)(i % 2))];
}
