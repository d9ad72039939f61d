using RiskInsights.Core.Modelling.Evaluation;

namespace RiskInsights.Tests.Modelling.Evaluation;

public sealed class VersionComparisonTests
{
    private static readonly ModelEvaluation Before = SmallEvaluation.Of();

    [Fact]
    public void Of_TwoEvaluations_GivesTheDifferenceOfEachMeasure()
    {
        var comparison = VersionComparison.Of(Before, Before with { Auc = Metric(0.85), Brier = Metric(0.09), LogLoss = Metric(0.24) });
        Assert.Equal(["auc", "average_precision", "ks", "gini", "brier", "log_loss"], comparison.Measures.Select(m => m.Name));
        Assert.Equal([0.05, 0, 0, 0.1, 0.01, -0.01], comparison.Measures.Select(m => Math.Round(m.Difference, 12)));
    }

    [Fact]
    public void Outcome_OfAnErrorThatRose_IsWorse()
    {
        var measures = VersionComparison.Of(Before, Before with { Auc = Metric(0.85), Brier = Metric(0.09), LogLoss = Metric(0.24) }).Measures;
        Assert.Equal(
            [MeasureOutcome.Better, MeasureOutcome.Same, MeasureOutcome.Same, MeasureOutcome.Better, MeasureOutcome.Worse, MeasureOutcome.Better],
            measures.Select(m => m.Outcome));
    }

    [Fact]
    public void Places_OfTwoValues_LieRoundTheMiddleInTheirOrder()
    {
        var rose = new MeasureChange("auc", 0.79, 0.81);
        Assert.Equal(0.375, rose.BeforePlace, 6);
        Assert.Equal(0.625, rose.NowPlace, 6);
        var apart = new MeasureChange("auc", 0.1, 0.9);
        Assert.Equal((0, 1), (apart.BeforePlace, apart.NowPlace));
        Assert.Equal(0.5, new MeasureChange("auc", 0, 0).NowPlace);
    }

    [Fact]
    public void IsSameTest_OtherRows_IsFalse()
    {
        Assert.True(VersionComparison.Of(Before, Before with { Auc = Metric(0.9) }).IsSameTest);
        Assert.False(VersionComparison.Of(Before, Before with { TestRows = 101 }).IsSameTest);
        Assert.False(VersionComparison.Of(Before, Before with { TestDates = [new DateOnly(2024, 10, 1)] }).IsSameTest);
    }

    private static MeasuredMetric Metric(double value) => new(value, value - 0.1, value + 0.1);
}
