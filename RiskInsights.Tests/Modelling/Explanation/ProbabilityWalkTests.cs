using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Tests.Modelling.Explanation;

public sealed class ProbabilityWalkTests
{
    private static Reason Adds(string feature, double contribution) => new(feature, "count", 1, contribution);

    [Fact]
    public void Walk_OfContributions_SharesTheDifferenceInTheirProportion()
    {
        // Even odds, then three times as many, then a third less: 2:1. From 1/2 to 2/3, shared as ln 3 to −ln 1.5.
        var walk = ProbabilityWalk.Of(0, [Adds("lowers", -Math.Log(1.5)), Adds("raises", Math.Log(3))], alone: 8);
        Assert.Equal(["raises", "lowers"], walk.Steps.Select(s => s.Reason!.Feature));
        Assert.Equal((0.5, Math.Round(2 / 3.0, 12)), (walk.Start, Math.Round(walk.End, 12)));
        Assert.Equal(0.5 + (Math.Log(3) / Math.Log(2) / 6), walk.Steps[0].To, 12);
        Assert.Equal((walk.Start, walk.Steps[0].To), (walk.Steps[0].From, walk.Steps[1].From));
        Assert.Equal(walk.End, walk.Steps[1].To, 12);
    }

    [Fact]
    public void Walk_OfManyInputs_MergesTheSmallOnesBetweenWhatRaisesAndWhatLowers()
    {
        var walk = ProbabilityWalk.Of(-3, [Adds("a", 0.9), Adds("b", 0.1), Adds("c", -0.8), Adds("d", -0.05), Adds("e", 0)], alone: 2);
        Assert.Equal(["a", null, "c"], walk.Steps.Select(s => s.Reason?.Feature));
        Assert.Equal(3, walk.Steps[1].Reasons.Count);
        Assert.Equal(0.05, walk.Steps[1].Contribution, 12);
        Assert.Equal(1 / (1 + Math.Exp(3 - 0.15)), walk.End, 12);
        Assert.Equal(walk.End, walk.Steps[^1].To, 12);
    }

    [Fact]
    public void Walk_ThatEndsWhereItBegan_HasTheSlopeThere()
    {
        var walk = ProbabilityWalk.Of(0, [Adds("a", 0.4), Adds("b", -0.4)], alone: 8);
        Assert.Equal((0.5, 0.6, 0.5), (walk.Start, Math.Round(walk.Steps[0].To, 12), Math.Round(walk.Steps[1].To, 12)));
    }
}
