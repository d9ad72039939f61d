using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Binning;

namespace RiskInsights.Tests.MachineLearning.Binning;

public sealed class OptimalBinningTests
{
    private static readonly FeatureColumn Number = FeatureColumn.Numeric("x");

    /// <summary>10 of 100 bad below 5, 40 of 100 from 5: population 25 %.</summary>
    [Fact]
    public void Fit_TwoGroups_GivesTheFormulasByHand()
    {
        var (values, labels) = Rows((1, 60, 6), (2, 40, 4), (5, 50, 20), (9, 50, 20));
        var binned = OptimalBinning.Fit(Number, values, labels, new() { Smoothing = 4 });
        Assert.Equal(["< 5", "≥ 5", "missing"], binned.Bins.Select(bin => bin.Label));
        Assert.Equal([10, 40, 0], binned.Bins.Select(bin => bin.Bads));
        Assert.Equal([.1, .4, null], binned.Bins.Select(bin => bin.BadRate));
        Assert.Equal(BadRateTrend.Ascending, binned.Trend);
        // Four rows of the population, three good and one bad, are added; odds of the population 3.
        Assert.Equal(Math.Log(93.0 / 11) - Math.Log(3), binned.Bins[0].Woe, 1e-14);
        Assert.Equal(Math.Log(63.0 / 41) - Math.Log(3), binned.Bins[1].Woe, 1e-14);
        Assert.Equal(((90.0 / 150) - (10.0 / 50)) * binned.Bins[0].Woe, binned.Bins[0].InformationValue, 1e-14);
        Assert.Equal(binned.Bins.Sum(bin => bin.InformationValue), binned.InformationValue, 1e-14);
    }

    [Fact]
    public void Fit_BinWithoutBads_HasAFiniteWeight()
    {
        var (values, labels) = Rows((1, 100, 0), (2, 100, 50));
        var binned = OptimalBinning.Fit(Number, values, labels);
        Assert.Equal(0, binned.Bins[0].Bads);
        Assert.InRange(binned.Bins[0].Woe, 1, 10);
    }

    [Fact]
    public void IndexOf_EdgesAndMissing_AreWhereTheLabelSays()
    {
        var (values, labels) = Rows((1, 100, 5), (5, 100, 30), (float.NaN, 100, 60));
        var binned = OptimalBinning.Fit(Number, values, labels);
        Assert.Equal([0, 0, 1, 1, 2], new[] { -1e30f, 4.999f, 5f, 1e30f, float.NaN }.Select(binned.IndexOf));
        Assert.Equal(60, binned.Bins[2].Bads);
        Assert.Equal(binned.Bins[2].Woe, binned.Woe(float.NaN));
        Assert.True(binned.Bins[2].Woe < binned.Bins[1].Woe);
    }

    [Fact]
    public void Fit_FewOrNoMissing_SayNothing()
    {
        var (values, labels) = Rows((1, 100, 5), (5, 100, 30), (float.NaN, 19, 19));
        var binned = OptimalBinning.Fit(Number, values, labels);
        Assert.Equal((19, 19, 0.0, 0.0), (binned.Bins[^1].Rows, binned.Bins[^1].Bads, binned.Bins[^1].Woe, binned.Bins[^1].InformationValue));
        Assert.NotEqual(0, OptimalBinning.Fit(Number, values, labels, new() { MinMissingRows = 19 }).Woe(float.NaN));
    }

    [Fact]
    public void Fit_Categories_AreGroupedByBadRate()
    {
        var column = FeatureColumn.Categorical("segment", "a", "b", "c", "d", "never");
        var (values, labels) = Rows((0, 200, 80), (1, 200, 10), (2, 200, 82), (3, 200, 11));
        var binned = OptimalBinning.Fit(column, values, labels);
        Assert.Equal(["b, d", "a, c", "missing"], binned.Bins.Select(bin => bin.Label));
        Assert.Equal([1, 0, 1, 0, -1], Enumerable.Range(0, 5).Select(code => binned.IndexOf(code)));
        Assert.Equal(0, binned.Woe(4));
        Assert.Null(binned.Trend);
    }

    [Fact]
    public void Fit_MoreCategoriesThanFineBins_KeepsEveryOne()
    {
        var column = FeatureColumn.Categorical("branch", [.. Enumerable.Range(0, 300).Select(i => $"b{i}")]);
        var random = new RandomStream(3);
        var values = Enumerable.Range(0, 6000).Select(i => (float)(i % 300)).ToArray();
        var labels = Array.ConvertAll(values, value => random.NextDouble() < (value < 150 ? .1 : .4) ? (byte)1 : (byte)0);
        var binned = OptimalBinning.Fit(column, values, labels, new() { MaxFineBins = 20 });
        Assert.Equal(300, binned.Bins.Sum(bin => bin.Categories.Count));
        Assert.InRange(binned.Bins.Count, 3, 11);
    }

    [Fact]
    public void Fit_Hump_IsFollowedOnlyWhereItMay()
    {
        var (values, labels) = Rows((1, 300, 30), (2, 300, 90), (3, 300, 160), (4, 300, 90), (5, 300, 20));
        var turned = OptimalBinning.Fit(Number, values, labels);
        Assert.Equal((BadRateTrend.Peak, 6), (turned.Trend, turned.Bins.Count));
        var monotone = OptimalBinning.Fit(Number, values, labels, new() { Trend = BadRateTrend.Monotone });
        Assert.Contains(monotone.Trend, new BadRateTrend?[] { BadRateTrend.Ascending, BadRateTrend.Descending });
        Assert.True(monotone.InformationValue < turned.InformationValue);
        var rates = Rates(monotone).ToArray();
        Assert.Equal(monotone.Trend == BadRateTrend.Ascending ? rates.Order() : rates.OrderDescending(), rates);
        var valley = Array.ConvertAll(labels, label => (byte)(1 - label));
        Assert.Equal(BadRateTrend.Valley, OptimalBinning.Fit(Number, values, valley).Trend);
    }

    /// <summary>Two humps: only a free trend may follow both.</summary>
    [Fact]
    public void Fit_Free_FollowsEveryTurn()
    {
        var (values, labels) = Rows((1, 300, 30), (2, 300, 150), (3, 300, 30), (4, 300, 150));
        Assert.Equal(5, OptimalBinning.Fit(Number, values, labels, new() { Trend = BadRateTrend.Free }).Bins.Count);
        Assert.Equal(4, OptimalBinning.Fit(Number, values, labels).Bins.Count);
    }

    [Fact]
    public void Fit_Options_BoundTheBins()
    {
        var features = TestData.Normals(5000, 1, seed: 2);
        var labels = TestData.LogisticLabels(features, [1.5], -1, seed: 2);
        var values = features.Column(0);
        var many = OptimalBinning.Fit(Number, values, labels);
        Assert.InRange(many.Bins.Count, 7, 11);
        Assert.Equal(4, OptimalBinning.Fit(Number, values, labels, new() { MaxBins = 3 }).Bins.Count);
        Assert.All(OptimalBinning.Fit(Number, values, labels, new() { MinBinShare = .2 }).Bins.SkipLast(1), bin => Assert.InRange(bin.Rows, 1000, 5000));
        var strict = OptimalBinning.Fit(Number, values, labels, new() { MaxPValue = 1e-9 });
        Assert.InRange(strict.Bins.Count, 3, many.Bins.Count - 1);
    }

    [Fact]
    public void Fit_Noise_IsOneBin()
    {
        var features = TestData.Normals(3000, 1, seed: 5);
        var labels = TestData.LogisticLabels(features, [0], -1, seed: 6);
        var binned = OptimalBinning.Fit(Number, features.Column(0), labels, new() { MaxPValue = 1e-6 });
        Assert.Equal(["any value", "missing"], binned.Bins.Select(bin => bin.Label));
        Assert.Null(binned.Trend);
    }

    [Fact]
    public void Fit_WrongInput_IsRefused()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => OptimalBinning.Fit(Number, [1, 2], [0])).ParamName);
        Assert.Equal("labels", Assert.Throws<TrainingRefusedException>(() => OptimalBinning.Fit(Number, [1, 2], [0, 0])).ParamName);
        Assert.Contains("'x' has no value", Assert.Throws<TrainingRefusedException>(() => OptimalBinning.Fit(Number, [float.NaN, float.NaN], [0, 1])).Reason, StringComparison.Ordinal);
        Assert.Contains("Row 1, column 'x'", Assert.Throws<ArgumentException>(() => OptimalBinning.Fit(Number, [1, float.PositiveInfinity], [0, 1])).Message, StringComparison.Ordinal);
        Check(nameof(BinningOptions.MaxBins), new() { MaxBins = 1 });
        Check(nameof(BinningOptions.MinBinShare), new() { MinBinShare = .6 });
        Check(nameof(BinningOptions.MaxPValue), new() { MaxPValue = 0 });
        Check(nameof(BinningOptions.Smoothing), new() { Smoothing = 0 });
        Check(nameof(BinningOptions.MinMissingRows), new() { MinMissingRows = 0 });
        Check(nameof(BinningOptions.MaxFineBins), new() { MaxFineBins = 201 });
        Check(nameof(BinningOptions.Trend), new() { Trend = (BadRateTrend)99 });

        static void Check(string option, BinningOptions options) => Assert.Equal(option,
            Assert.Throws<ArgumentOutOfRangeException>(() => OptimalBinning.Fit(Number, [1, 2], [0, 1], options)).ParamName);
    }

    private static IEnumerable<double> Rates(BinnedColumn binned) => binned.Bins.SkipLast(1).Select(bin => bin.BadRate!.Value);

    private static (float[] Values, byte[] Labels) Rows(params (float Value, int Rows, int Bads)[] groups) => (
        [.. groups.SelectMany(group => Enumerable.Repeat(group.Value, group.Rows))],
        [.. groups.SelectMany(group => Enumerable.Range(0, group.Rows).Select(i => (byte)(i < group.Bads ? 1 : 0)))]);
}
