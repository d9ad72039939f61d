using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class DecisionMetricsTests
{
    private static readonly byte[] Labels = RankingMetricsTests.Labels;
    private static readonly double[] Scores = RankingMetricsTests.Scores;

    [Fact]
    public void Report_AtThreshold_EqualsScikitLearn()
    {
        var matrix = ConfusionMatrix.At(.4, Labels, Scores);
        Assert.Equal(new ConfusionMatrix(5, 4, 1, 6), matrix);
        var report = ClassificationReport.Of(matrix);
        Equal(.8333333333333334, report.Negative.Precision);
        Equal(.5555555555555556, report.Negative.Recall);
        Equal(.6666666666666667, report.Negative.F1);
        Assert.Equal(9, report.Negative.Support);
        Equal(.6, report.Positive.Precision);
        Equal(.8571428571428571, report.Positive.Recall);
        Equal(.7058823529411764, report.Positive.F1);
        Assert.Equal(7, report.Positive.Support);
        Equal(.6875, report.Accuracy);
        Equal(.7166666666666667, report.MacroPrecision);
        Equal(.7063492063492063, report.MacroRecall);
        Equal(.6862745098039216, report.MacroF1);

        static void Equal(double expected, double? actual) => Assert.Equal(expected, actual!.Value, 1e-15);
    }

    [Fact]
    public void ConfusionMatrix_NothingToDivideBy_IsNull()
    {
        var none = ConfusionMatrix.At(2, Labels, Scores);
        Assert.Equal((null, 0.0, 0.0), (none.Precision, none.Recall, none.F1));
        var empty = ConfusionMatrix.At(.5, [], []);
        Assert.Equal((null, null, null, null), (empty.Accuracy, empty.Precision, empty.Recall, empty.F1));
        Assert.Null(ClassificationReport.At(2, Labels, Scores).MacroPrecision);
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.At(double.NaN, Labels, Scores));
    }

    [Fact]
    public void ProbabilityMetrics_KnownData_EqualScikitLearn()
    {
        Assert.Equal(0.17984375, BrierScore.Of(Labels, Scores), 1e-15);
        Assert.Equal(0.5189573677768033, LogLoss.Of(Labels, Scores), 1e-14);
        Assert.Equal(Math.Log(2), LogLoss.Of([0, 1], [.5, .5]), 1e-15);
        Assert.InRange(LogLoss.Of([1], [0]), 36, 37);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => BrierScore.Of([1], [1.1])).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => LogLoss.Of([1], [double.NaN])).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => LogLoss.Of([], [])).ParamName);
    }

    [Fact]
    public void CalibrationBins_ByHand_HoldEqualNumbersAndKeepTiesTogether()
    {
        byte[] labels = [0, 0, 0, 1, 1, 1, 0, 1];
        double[] probabilities = [.1, .1, .1, .3, .6, .7, .8, .9];
        var bins = CalibrationBins.Of(labels, probabilities, 4);
        Assert.Equal([3, 1, 2, 2], bins.Select(bin => bin.Rows));
        Assert.Equal([0, 1, 1, .5], bins.Select(bin => bin.ObservedRate));
        Assert.Equal(.65, bins[2].MeanProbability, 1e-15);
        // Wilson's interval of 1 in 2 at 95 %: 0.0945 to 0.9055.
        Assert.Equal(.0945, bins[3].Lower, 1e-4);
        Assert.Equal(.9055, bins[3].Upper, 1e-4);
        // Twice the rows that tell of two events: the same interval.
        var twice = CalibrationBins.Of([1, 1, 0, 0], [.8, .8, .9, .9], 1, overlap: 2)[0];
        Assert.Equal((4, .5, bins[3].Lower, bins[3].Upper), (twice.Rows, twice.ObservedRate, twice.Lower, twice.Upper));
        // (3·0.1 + 1·0.7 + 2·0.35 + 2·0.35) / 8
        Assert.Equal(.3, CalibrationBins.ExpectedError(bins), 1e-12);
    }

    [Fact]
    public void StabilityIndex_ByHand_FollowsTheFormula()
    {
        Assert.Equal(0, PopulationStabilityIndex.OfCounts([10, 20], [100, 200]), 1e-15);
        Assert.Equal((.3 * Math.Log(.8 / .5)) - (.3 * Math.Log(.2 / .5)), PopulationStabilityIndex.OfCounts([5, 5], [8, 2]), 1e-14);
        Assert.True(double.IsFinite(PopulationStabilityIndex.OfCounts([5, 5, 0], [5, 0, 5])));
        Assert.Throws<ArgumentException>(() => PopulationStabilityIndex.OfCounts([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => PopulationStabilityIndex.OfCounts([1, 2], [0, 0]));
    }

    [Fact]
    public void StabilityIndex_OfValues_SeesShiftsAndMissingValues()
    {
        float[] before = [.. Enumerable.Range(0, 1000).Select(i => (float)i)];
        Assert.Equal(0, PopulationStabilityIndex.OfValues(before, before), 1e-15);
        Assert.InRange(PopulationStabilityIndex.OfValues(before, [.. before.Select(value => value + 10)]), 1e-4, .1);
        Assert.True(PopulationStabilityIndex.OfValues(before, [.. before.Select(value => value + 500)]) > .25);
        Assert.True(PopulationStabilityIndex.OfValues(before, [.. before.Select(value => value < 300 ? float.NaN : value)]) > .25);
        // Two values only: one edge, two bins, .5/.5 against .8/.2.
        float[] half = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], most = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
        Assert.Equal(PopulationStabilityIndex.OfCounts([5, 5], [8, 2]), PopulationStabilityIndex.OfValues(half, most), 1e-14);
    }

    /// <summary>With nine tenths at the minimum every decile was that minimum, no edge was left, and nothing ever moved.</summary>
    [Fact]
    public void StabilityIndex_OfValuesMostlyAtTheirMinimum_SeesThemLeaveIt()
    {
        static float[] Missed(int of1000) => [.. Enumerable.Range(0, 1000).Select(i => i < of1000 ? 1f + (i % 3) : 0f)];
        Assert.Equal([1f], PopulationStabilityIndex.Edges(Missed(50), 10));
        Assert.Equal(PopulationStabilityIndex.OfCounts([950, 50], [400, 600]), PopulationStabilityIndex.OfValues(Missed(50), Missed(600)), 1e-14);
    }

    /// <summary>A value in the middle that fills deciles ends at the next one that occurs; one at the end has nothing after it.</summary>
    [Fact]
    public void Edges_OfAValueThatFillsDeciles_HoldItAlone()
    {
        Assert.Equal([2f, 3f], PopulationStabilityIndex.Edges([1, 2, 2, 2, 2, 2, 2, 2, 2, 3, float.NaN], 10));
        Assert.Equal([2f], PopulationStabilityIndex.Edges([1, 2, 2, 2, 2, 2, 2, 2, 2, 2], 10));
        Assert.Empty(PopulationStabilityIndex.Edges([4, 4, 4, float.NaN], 10));
        Assert.Empty(PopulationStabilityIndex.Edges([float.NaN], 10));
    }
}
