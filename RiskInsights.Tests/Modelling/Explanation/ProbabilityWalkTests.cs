using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Tests.Modelling.Explanation;

public sealed class ProbabilityWalkTests
{
    private static Reason Adds(string feature, double contribution) => new(feature, "count", 1, contribution);

    [Fact]
    public void Walk_OfContributions_GoesThroughTheLogOddsLargestFirst()
    {
        // Odds 1:1, then three times as many, then a third of that, as known from ln 3.
        var walk = ProbabilityWalk.Of(0, [Adds("small", -Math.Log(1.5)), Adds("large", Math.Log(3))], alone: 8);
        Assert.Equal(["large", "small"], walk.Steps.Select(s => s.Reason!.Feature));
        Assert.Equal((0.5, 0.75), (walk.Steps[0].From, Math.Round(walk.Steps[0].To, 12)));
        Assert.Equal(2 / 3.0, walk.Steps[1].To, 12);
        Assert.Equal((0.5, walk.Steps[1].To), (walk.Start, walk.End));
    }

    [Fact]
    public void Walk_OfManyInputs_MergesTheSmallOnesInTheLastStep()
    {
        var walk = ProbabilityWalk.Of(-3, [Adds("a", 0.9), Adds("b", 0.1), Adds("c", -0.8), Adds("d", -0.05), Adds("e", 0)], alone: 2);
        Assert.Equal(["a", "c", null], walk.Steps.Select(s => s.Reason?.Feature));
        Assert.Equal(3, walk.Steps[^1].Reasons.Count);
        Assert.Equal(0.05, walk.Steps[^1].Contribution, 12);
        Assert.Equal(1 / (1 + Math.Exp(3 - 0.15)), walk.End, 12);
        Assert.All(walk.Steps.Zip(walk.Steps.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }
}
