using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Of_MonotoneColumns_IsOneWhateverTheScaleAndMinusOneTheOtherWay()
    {
        var correlations = Of([1, 2, 3, 4, 5], [1, 8, 27, 64, 125], [5, 4, 3, 2, 0]);
        Assert.Equal(1, correlations[0][1]!.Value, 12);
        Assert.Equal(-1, correlations[0][2]!.Value, 12);
        Assert.Equal(1, correlations[2][2]!.Value, 12);
        Assert.Equal(correlations[1][2], correlations[2][1]);
    }

    [Fact]
    public void Of_EqualValues_ShareTheMeanOfTheirRanks()
    {
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
        Assert.Equal(0.948683298050514, Of([1, 2, 2, 3], [1, 2, 3, 4])[0][1]!.Value, 12);
    }

    [Fact]
    public void Of_MissingValues_ComparesTheRowsThatHaveBoth()
    {
        var correlations = Of([1, 2, 3, float.NaN], [30, 20, 10, 99], [float.NaN, float.NaN, float.NaN, 1]);
        Assert.Equal(-1, correlations[0][1]!.Value, 12);
        Assert.Null(correlations[0][2]);
        Assert.Null(correlations[2][2]);
    }

    [Fact]
    public void Of_AColumnThatNeverDiffers_HasNone()
    {
        var correlations = Of([7, 7, 7], [1, 2, 3]);
        Assert.Null(correlations[0][1]);
        Assert.Null(correlations[0][0]);
    }

    private static double?[][] Of(params float[][] columns)
    {
        var names = FeatureColumn.Numeric([.. columns.Select((_, j) => $"c{j}")]);
        return RankCorrelation.Of(new FeatureMatrix(names, [.. Enumerable.Range(0, columns[0].Length).SelectMany(i => columns.Select(c => c[i]))]));
    }
}
