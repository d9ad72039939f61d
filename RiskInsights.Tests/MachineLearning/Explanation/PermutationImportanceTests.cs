using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Explanation;

public sealed class PermutationImportanceTests
{
    private static readonly byte[] FewLabels = [0, 1, 0, 1, 1];
    private static readonly FeatureMatrix Few = new(FeatureColumn.Numeric("x1", "x2"), [0, 3, 4, 1, 1, 0, 2, 2, 3, 9]);

    /// <summary>Over all 120 orders of five rows the expected decrease is known; 4,000 shuffles come within five standard errors of it.</summary>
    [Theory]
    [InlineData(PermutationMetric.RocAuc)]
    [InlineData(PermutationMetric.LogLoss)]
    public void Of_FewRows_IsTheMeanOverAllOrders(PermutationMetric metric)
    {
        var importance = PermutationImportance.Of(Few, FewLabels, Score, new() { Repeats = 1000, Metric = metric, Seed = 3 });
        for (var column = 0; column < 2; column++)
        {
            var all = Orders(5).Select(order => Quality(Few) - Quality(Reordered(column, order))).ToArray();
            var mean = all.Average();
            var deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
            Assert.Equal(mean, importance[column].Mean, 5 * deviation / Math.Sqrt(1000));
            Assert.Equal(deviation, importance[column].StandardDeviation, 0.1 * deviation);
            Assert.True(mean > 0.01);
        }

        double Quality(FeatureMatrix rows) => metric == PermutationMetric.RocAuc ? RocAuc.Of(FewLabels, Score(rows)) : -LogLoss.Of(FewLabels, Score(rows));
    }

    /// <summary>
    /// scikit-learn 1.2.1: permutation_importance(model, X, y, scoring=…, n_repeats=1000, random_state=0) of a model with the scores
    /// 1 / (1 + exp(−x1 − x2/4 + 2)), X and y as here. Its shuffles are others, so the tolerance is five standard errors of the difference.
    /// </summary>
    [Theory]
    [InlineData(PermutationMetric.RocAuc, 0.4265, 0.27317673, 0.0605, 0.10113673)]
    [InlineData(PermutationMetric.LogLoss, 0.56460955, 0.31845574, 0.10568017, 0.11870432)]
    public void Of_FewRows_IsScikitLearns(PermutationMetric metric, double mean1, double deviation1, double mean2, double deviation2)
    {
        var importance = PermutationImportance.Of(Few, FewLabels, Score, new() { Repeats = 1000, Metric = metric });
        Assert.Equal(mean1, importance[0].Mean, 7 * deviation1 / Math.Sqrt(1000));
        Assert.Equal(deviation1, importance[0].StandardDeviation, 0.1 * deviation1);
        Assert.Equal(mean2, importance[1].Mean, 7 * deviation2 / Math.Sqrt(1000));
        Assert.Equal(deviation2, importance[1].StandardDeviation, 0.1 * deviation2);
    }

    [Fact]
    public void Of_UnusedColumn_IsZeroAndTheStrongerIsHigher()
    {
        var features = TestData.Normals(2000, 3, seed: 1);
        var labels = TestData.LogisticLabels(features, [2, 0.5, 0], 0, seed: 2);
        var model = LogisticRegressionTrainer.Fit(features.SelectColumns("x1", "x2"), labels);
        var importance = PermutationImportance.Of(features, labels, rows => model.Probabilities(rows.SelectColumns("x1", "x2")));
        Assert.Equal(["x1", "x2", "x3"], importance.Select(column => column.Column));
        Assert.True(importance[0].Mean > 5 * importance[1].Mean && importance[1].Mean > 0.005);
        Assert.Equal(new double[5], importance[2].Decreases);
    }

    [Fact]
    public void Of_SameSeed_IsTheSameWhateverTheThreads()
    {
        var one = PermutationImportance.Of(Few, FewLabels, Score, new() { Repeats = 20 });
        var progress = 0;
        var three = PermutationImportance.Of(Few, FewLabels, Score, new() { Repeats = 20, Threads = 3 }, new Reporter(_ => Interlocked.Increment(ref progress)));
        Assert.Equal(40, progress);
        Assert.Equal(one.Select(column => column.Decreases), three.Select(column => column.Decreases));
        Assert.NotEqual(one[0].Decreases, PermutationImportance.Of(Few, FewLabels, Score, new() { Repeats = 20, Seed = 1 })[0].Decreases);
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Assert.Equal("labels", Refusal(new byte[4]).ParamName);
        Assert.Equal("labels", Refusal([0, 1, 2, 0, 1]).ParamName);
        Assert.Contains("Both labels", Refusal(new byte[5]).Message, StringComparison.Ordinal);
        Assert.Equal("features", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(new FeatureMatrix(Few.Columns, []), [], Score)).ParamName);
        Assert.Contains("4 scores for 5 rows", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(Few, FewLabels, _ => new double[4])).Message, StringComparison.Ordinal);
        Assert.Equal("Repeats", Assert.Throws<ArgumentOutOfRangeException>(() => PermutationImportance.Of(Few, FewLabels, Score, new() { Repeats = 0 })).ParamName);
        Assert.Equal("Threads", Assert.Throws<ArgumentOutOfRangeException>(() => PermutationImportance.Of(Few, FewLabels, Score, new() { Threads = 65 })).ParamName);
        Assert.Equal("Metric", Assert.Throws<ArgumentOutOfRangeException>(() => PermutationImportance.Of(Few, FewLabels, Score, new() { Metric = (PermutationMetric)9 })).ParamName);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => PermutationImportance.Of(Few, FewLabels, Score, progress: new Reporter(_ => source.Cancel()), cancellation: source.Token));

        static ArgumentException Refusal(byte[] labels) => Assert.Throws<ArgumentException>(() => PermutationImportance.Of(Few, labels, Score));
    }

    private static double[] Score(FeatureMatrix rows) =>
        [.. Enumerable.Range(0, rows.Rows).Select(row => 1 / (1 + Math.Exp(2 - rows[row, 0] - (rows[row, 1] / 4))))];

    private static FeatureMatrix Reordered(int column, int[] order)
    {
        var values = Few.Values.ToArray();
        for (var row = 0; row < order.Length; row++) values[(row * 2) + column] = Few[order[row], column];
        return new FeatureMatrix(Few.Columns, values);
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
