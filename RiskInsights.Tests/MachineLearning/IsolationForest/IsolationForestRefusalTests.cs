using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;

namespace RiskInsights.Tests.MachineLearning.IsolationForest;

public sealed class IsolationForestRefusalTests
{
    [Fact]
    public void Fit_TooFewRows_IsRefusedWithTheCount() => Assert.Contains("5 rows; at least 32",
        Assert.Throws<TrainingRefusedException>(() => IsolationForestTrainer.Fit(TestData.Normals(5, 2, seed: 1))).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(1f, "'x2' has the same value")]
    [InlineData(float.NaN, "'x2' has no value")]
    public void Fit_UselessColumn_IsRefusedByName(float value, string reason) => Assert.Contains(reason,
        Assert.Throws<TrainingRefusedException>(() => IsolationForestTrainer.Fit(WithSecondColumn(value))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Fit_ConstantColumnAllowed_NeverSplitsOnIt()
    {
        var model = IsolationForestTrainer.Fit(WithSecondColumn(1), new() { AllowConstantColumns = true });
        Assert.Equal(model.Score([0.5f, 1]), model.Score([0.5f, 1000]));
        var constant = new FeatureMatrix(TestData.Columns(1), Enumerable.Repeat(1f, 50).ToArray());
        Assert.Contains("No column varies", Assert.Throws<TrainingRefusedException>(
            () => IsolationForestTrainer.Fit(constant, new() { AllowConstantColumns = true })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_CategoricalColumn_IsRefusedByName()
    {
        var features = new FeatureMatrix([FeatureColumn.Categorical("channel", "atm", "online")], new float[50]);
        Assert.Contains("'channel'", Assert.Throws<ArgumentException>(() => IsolationForestTrainer.Fit(features)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OptionOutOfRange_NamesTheOption()
    {
        Check(nameof(IsolationForestOptions.Trees), new() { Trees = 0 });
        Check(nameof(IsolationForestOptions.SampleSize), new() { SampleSize = 1 });
        Check(nameof(IsolationForestOptions.SampleSize), new() { SampleSize = 65_537 });
        Check(nameof(IsolationForestOptions.MinRows), new() { MinRows = 1 });
        Check(nameof(IsolationForestOptions.Threads), new() { Threads = 0 });

        static void Check(string option, IsolationForestOptions options) => Assert.Equal(option,
            Assert.Throws<ArgumentOutOfRangeException>(() => IsolationForestTrainer.Fit(TestData.Normals(50, 2, seed: 1), options)).ParamName);
    }

    [Fact]
    public void Fit_CancelledAfterATree_Throws()
    {
        using var source = new CancellationTokenSource();
        var last = default(TrainingProgress);
        Assert.Throws<OperationCanceledException>(() => IsolationForestTrainer.Fit(TestData.Normals(50, 2, seed: 1), progress: new Reporter(report =>
        {
            last = report;
            source.Cancel();
        }), cancellation: source.Token));
        Assert.Equal(new TrainingProgress(1, 100), last);
    }

    [Fact]
    public void Scores_CancelledMeanwhile_Throws()
    {
        using var source = new CancellationTokenSource();
        var features = TestData.Normals(40_000, 2, seed: 2);
        var model = IsolationForestTrainer.Fit(features);
        Assert.Throws<OperationCanceledException>(() => model.Scores(features, progress: new Reporter(_ => source.Cancel()), cancellation: source.Token));
    }

    [Fact]
    public void Score_WrongInput_IsRefused()
    {
        var model = IsolationForestTrainer.Fit(TestData.Normals(50, 2, seed: 1));
        Assert.Throws<ArgumentException>(() => model.Score([1]));
        Assert.Throws<ArgumentException>(() => model.Attribute([1, 2], new double[1]));
        Assert.Contains("'x2'", Assert.Throws<ArgumentException>(() => model.Score([1, float.NegativeInfinity])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Scores(new FeatureMatrix(FeatureColumn.Numeric("x2", "x1"), [1, 2])));
    }

    private static FeatureMatrix WithSecondColumn(float value) =>
        TestData.Normals(100, 2, 1, [.. Enumerable.Range(0, 100).Select(row => (row, 1, value))]);
}
