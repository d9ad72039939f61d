using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning.Linear;

public sealed class LogisticRegressionRefusalTests
{
    private static readonly FeatureMatrix Features = TestData.Normals(100, 2, seed: 1);
    private static readonly byte[] Alternating = [.. Enumerable.Range(0, 100).Select(i => (byte)(i % 2))];

    [Fact]
    public void Fit_OneClassOrTooFew_IsRefusedWithTheCounts()
    {
        Assert.Contains("0 of 100 rows have the label 1; at least 5", Refused(Features, new byte[100]).Reason, StringComparison.Ordinal);
        var single = new byte[100];
        single[7] = 1;
        Assert.Contains("1 of 100 rows have the label 1; at least 5", Refused(Features, single).Reason, StringComparison.Ordinal);
        Array.Fill(single, (byte)1);
        Assert.Contains("0 of 100 rows have the label 0; at least 5", Refused(Features, single).Reason, StringComparison.Ordinal);
        Assert.Contains("2 of 5 rows", Refused(Features.SelectRows([0, 1, 2, 3, 4]), [0, 1, 0, 1, 0]).Reason, StringComparison.Ordinal);
        Refused(Features.SelectRows([]), []);
    }

    [Fact]
    public void Fit_ConstantColumn_IsRefusedByNameUnlessAllowed()
    {
        var constant = Changed(value: 3);
        Assert.Contains("'x2'", Refused(constant, Alternating).Reason, StringComparison.Ordinal);
        var model = LogisticRegressionTrainer.Fit(constant, Alternating, new() { AllowConstantColumns = true });
        Assert.Equal((0.0, null), (model.Terms[1].Coefficient, model.Terms[1].StandardError));
        Assert.Equal(model.Logit([1, 3]), model.Logit([1, 50]));
    }

    [Fact]
    public void Fit_AllMissingColumn_IsRefusedByNameAlways()
    {
        var missing = Changed(float.NaN);
        Assert.Contains("'x2' has no value", Refused(missing, Alternating).Reason, StringComparison.Ordinal);
        Assert.Throws<TrainingRefusedException>(() => LogisticRegressionTrainer.Fit(missing, Alternating, new() { AllowConstantColumns = true }));
    }

    [Fact]
    public void Fit_CollinearColumnsWithoutPenalty_IsRefusedWithAWayOut()
    {
        var column = FeatureColumn.Categorical("segment", "a", "b");
        var features = new FeatureMatrix([column], [.. Enumerable.Range(0, 100).Select(i => (float)(i / 3 % 2))]);
        var refused = Assert.Throws<TrainingRefusedException>(() => LogisticRegressionTrainer.Fit(features, Alternating, new() { RegLambda = 0 }));
        Assert.Contains("use a larger one", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WrongLabels_NamesTheArgument()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => LogisticRegressionTrainer.Fit(Features, new byte[99])).ParamName);
        var two = (byte[])Alternating.Clone();
        two[3] = 2;
        Assert.Contains("row 3", Assert.Throws<ArgumentException>(() => LogisticRegressionTrainer.Fit(Features, two)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OptionOutOfRange_NamesTheOption()
    {
        Check(nameof(LogisticRegressionOptions.RegLambda), new() { RegLambda = -1 });
        Check(nameof(LogisticRegressionOptions.RegLambda), new() { RegLambda = double.NaN });
        Check(nameof(LogisticRegressionOptions.RegAlpha), new() { RegAlpha = -1 });
        Check(nameof(LogisticRegressionOptions.ScalePosWeight), new() { ScalePosWeight = 0 });
        // A weight that drowns the other label met the tolerance at the start: converged, with all coefficients 0.
        Check(nameof(LogisticRegressionOptions.ScalePosWeight), new() { ScalePosWeight = 1e12 });
        Check(nameof(LogisticRegressionOptions.MaxIterations), new() { MaxIterations = 0 });
        Check(nameof(LogisticRegressionOptions.GradientTolerance), new() { GradientTolerance = 1 });
        Check(nameof(LogisticRegressionOptions.MinClassRows), new() { MinClassRows = 0 });
        Check(nameof(LogisticRegressionOptions.Threads), new() { Threads = 0 });

        static void Check(string option, LogisticRegressionOptions options) => Assert.Equal(option,
            Assert.Throws<ArgumentOutOfRangeException>(() => LogisticRegressionTrainer.Fit(Features, Alternating, options)).ParamName);
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var reports = new List<TrainingProgress>();
        var progress = new Reporter(report =>
        {
            reports.Add(report);
            source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => LogisticRegressionTrainer.Fit(Features, Alternating, progress: progress, cancellation: source.Token));
        Assert.Single(reports);
    }

    [Fact]
    public void Fit_Progress_ReportsAFallingGradientNorm()
    {
        var reports = new List<TrainingProgress>();
        var labels = TestData.LogisticLabels(Features, [1, 1], 0, seed: 1);
        var model = LogisticRegressionTrainer.Fit(Features, labels, progress: new Reporter(reports.Add));
        Assert.Equal(model.Summary.Iterations + 1, reports.Count);
        Assert.True(reports[^1].GradientNorm < 1e-8 && reports[0].GradientNorm > 1e-3);
    }

    [Fact]
    public void Score_WrongInput_IsRefused()
    {
        var model = LogisticRegressionTrainer.Fit(Features, Alternating);
        Assert.Throws<ArgumentException>(() => model.Probability([1]));
        Assert.Contains("'x2'", Assert.Throws<ArgumentException>(() => model.Probability([1, float.PositiveInfinity])).Message, StringComparison.Ordinal);
        var renamed = new FeatureMatrix(FeatureColumn.Numeric("x1", "other"), [1, 2]);
        Assert.Contains("'other'", Assert.Throws<ArgumentException>(() => model.Probabilities(renamed)).Message, StringComparison.Ordinal);
    }

    private static FeatureMatrix Changed(float value) =>
        TestData.Normals(100, 2, 1, [.. Enumerable.Range(0, 100).Select(row => (row, 1, value))]);

    private static TrainingRefusedException Refused(FeatureMatrix features, byte[] labels) =>
        Assert.Throws<TrainingRefusedException>(() => LogisticRegressionTrainer.Fit(features, labels));
}
