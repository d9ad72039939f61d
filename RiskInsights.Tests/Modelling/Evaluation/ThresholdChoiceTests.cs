using RiskInsights.Core.Modelling.Evaluation;

namespace RiskInsights.Tests.Modelling.Evaluation;

public sealed class ThresholdChoiceTests
{
    // 10 who defaulted, 90 who paid.
    private static readonly ModelEvaluation Evaluation = SmallEvaluation.Of(
        new ThresholdCounts(0, 10, 90, 0, 0),
        new ThresholdCounts(0.1, 8, 20, 70, 2),
        new ThresholdCounts(0.2, 5, 5, 85, 5),
        new ThresholdCounts(0.3, 0, 0, 90, 10));

    [Fact]
    public void Of_TwoCosts_MultipliesThemWithTheWrongDecisions()
    {
        var choice = ThresholdChoice.Of(Evaluation, new DecisionCosts(1000, 30), wanted: 0.1);
        Assert.Equal(2000, choice.Chosen.MissedCost);
        Assert.Equal(600, choice.Chosen.FalseAlarmCost);
        Assert.Equal([2700m, 2600m, 5150m, 10000m], choice.Steps.Select(s => s.Cost));
        Assert.Equal(0.1, choice.Cheapest.Threshold);
        Assert.True(choice.IsCheapest);
    }

    [Theory]
    [InlineData(1000, 30, 0.1)]
    [InlineData(100, 50, 0.2)]
    [InlineData(10, 100, 0.3)]
    [InlineData(100000, 1, 0)]
    public void Of_OtherCosts_MovesTheCheapestThreshold(int missed, int refused, double cheapest) =>
        Assert.Equal(cheapest, ThresholdChoice.Of(Evaluation, new DecisionCosts(missed, refused), null).Cheapest.Threshold);

    [Fact]
    public void Of_NothingWanted_ChoosesTheCheapest()
    {
        var choice = ThresholdChoice.Of(Evaluation, new DecisionCosts(100, 50), null);
        Assert.Same(choice.Cheapest, choice.Chosen);
        Assert.Equal(0, choice.Extra);
    }

    [Fact]
    public void Of_AnotherThanTheCheapest_SaysWhatItCostsMore()
    {
        var choice = ThresholdChoice.Of(Evaluation, new DecisionCosts(1000, 30), wanted: 0.21);
        Assert.Equal(0.2, choice.Chosen.Threshold);
        Assert.Equal(2550, choice.Extra);
        Assert.False(choice.IsCheapest);
    }

    [Fact]
    public void Of_EqualCosts_TakesTheHighestBecauseItRefusesFewer() =>
        Assert.Equal(0.3, ThresholdChoice.Of(Evaluation, new DecisionCosts(0, 0), null).Cheapest.Threshold);

    [Fact]
    public void Of_AThreshold_GivesThePrecisionAndRecallOfBothClasses()
    {
        var chosen = ThresholdChoice.Of(Evaluation, new DecisionCosts(8400, 620), wanted: 0.2).Chosen;
        Assert.Equal(0.5, chosen.Report.Positive.Precision);
        Assert.Equal(0.5, chosen.Report.Positive.Recall);
        Assert.Equal(10, chosen.Report.Positive.Support);
        Assert.Equal(85.0 / 90, chosen.Report.Negative.Precision!.Value, 12);
        Assert.Equal(5.0 / 90, chosen.FalsePositiveRate!.Value, 12);
    }

    [Fact]
    public void Of_NegativeCost_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ThresholdChoice.Of(Evaluation, new DecisionCosts(-1, 0), null));
}
