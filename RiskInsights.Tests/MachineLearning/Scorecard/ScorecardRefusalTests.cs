using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.MachineLearning.Scorecard;

namespace RiskInsights.Tests.MachineLearning.Scorecard;

public sealed class ScorecardRefusalTests
{
    private static readonly FeatureMatrix Features = TestData.Normals(400, 2, seed: 1);
    private static readonly byte[] Labels = TestData.LogisticLabels(Features, [2, -2], 0, seed: 1);

    [Fact]
    public void Fit_TooFewOfAClass_IsRefusedWithTheCount() => Assert.Contains("0 of 400 rows have the label 1; at least 20",
        Assert.Throws<TrainingRefusedException>(() => ScorecardTrainer.Fit(Features, new byte[400])).Reason, StringComparison.Ordinal);

    [Fact]
    public void Fit_NoInformation_IsRefused()
    {
        var random = TestData.LogisticLabels(Features, [0, 0], 0, seed: 2);
        Assert.Contains("No column has an information value of 0.5",
            Assert.Throws<TrainingRefusedException>(() => ScorecardTrainer.Fit(Features, random, new() { MinInformationValue = .5 })).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1f, "'x2' has the same value")]
    [InlineData(float.NaN, "'x2' has no value")]
    public void Fit_UselessColumn_IsRefusedByName(float value, string reason)
    {
        var features = TestData.Normals(400, 2, 1, [.. Enumerable.Range(0, 400).Select(row => (row, 1, value))]);
        Assert.Contains(reason, Assert.Throws<TrainingRefusedException>(() => ScorecardTrainer.Fit(features, Labels)).Reason, StringComparison.Ordinal);
        if (float.IsNaN(value)) return;
        var card = ScorecardTrainer.Fit(features, Labels, new() { AllowConstantColumns = true });
        Assert.Equal(ScorecardExclusion.LowInformationValue, card.Features[1].Exclusion);
    }

    [Fact]
    public void Fit_OptionOutOfRange_NamesTheOption()
    {
        Check(nameof(ScorecardOptions.MinInformationValue), new() { MinInformationValue = -1 });
        Check(nameof(ScorecardOptions.MinShareOfBest), new() { MinShareOfBest = 1.1 });
        Check(nameof(ScorecardOptions.RegLambda), new() { RegLambda = double.NaN });
        Check(nameof(ScorecardOptions.MinClassRows), new() { MinClassRows = 0 });
        Check(nameof(ScorecardOptions.Threads), new() { Threads = 65 });
        Check(nameof(BinningOptions.MaxBins), new() { Binning = new() { MaxBins = 51 } });
        Check(nameof(BinningOptions.MaxBins), new() { BinningOf = new Dictionary<string, BinningOptions> { ["x1"] = new() { MaxBins = 51 } } });
        Check(nameof(ScorecardScaling.BaseOdds), new() { Scaling = new(BaseOdds: 0) });
        Check(nameof(ScorecardScaling.PointsToDoubleOdds), new() { Scaling = new(PointsToDoubleOdds: -20) });
        Assert.Contains("'x3'", Assert.Throws<ArgumentException>(() => ScorecardTrainer.Fit(Features, Labels,
            new() { BinningOf = new Dictionary<string, BinningOptions> { ["x3"] = new() } })).Message, StringComparison.Ordinal);

        static void Check(string option, ScorecardOptions options) => Assert.Equal(option,
            Assert.Throws<ArgumentOutOfRangeException>(() => ScorecardTrainer.Fit(Features, Labels, options)).ParamName);
    }

    [Fact]
    public void Fit_OptionsOfOneColumn_AreUsedForItAlone()
    {
        var card = ScorecardTrainer.Fit(Features, Labels, new() { BinningOf = new Dictionary<string, BinningOptions> { ["x2"] = new() { MaxBins = 2 } } });
        Assert.Equal(3, card.Features[1].Bins.Count);
        Assert.True(card.Features[0].Bins.Count > 3);
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => ScorecardTrainer.Fit(Features, Labels, progress: new Reporter(_ => source.Cancel()), cancellation: source.Token));
    }

    [Fact]
    public void Score_WrongInput_IsRefused()
    {
        var card = ScorecardTrainer.Fit(Features, Labels);
        Assert.Throws<ArgumentException>(() => card.Score([1]));
        Assert.Throws<ArgumentException>(() => card.Contributions([1, 2], new double[1]));
        Assert.Contains("'x2'", Assert.Throws<ArgumentException>(() => card.Probability([1, float.NegativeInfinity])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => card.Scores(new FeatureMatrix(FeatureColumn.Numeric("x2", "x1"), [1, 2])));
    }
}
