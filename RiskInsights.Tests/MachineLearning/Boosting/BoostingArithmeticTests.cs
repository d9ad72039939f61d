using System.Runtime.Intrinsics;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting;

public sealed class BoostingArithmeticTests
{
    /// <summary>32-bit floats carry a relative error of 6e-8; the polynomial adds a few roundings.</summary>
    [Fact]
    public void Probability_AnyLogit_IsTheLogisticFunction()
    {
        for (var logit = -80f; logit <= 80; logit += 0.0137f)
        {
            var expected = 1 / (1 + Math.Exp(-(double)logit));
            Assert.InRange(LogisticLoss.Probability(logit) / expected, 1 - 4e-7, 1 + 4e-7);
        }
        Assert.Equal(0.5f, LogisticLoss.Probability(0));
    }

    [Fact]
    public void Probability_OfVectors_EqualsThatOfNumbersBitForBit()
    {
        for (var start = -100f; start < 100; start += 0.173f)
        {
            var logits = Enumerable.Range(0, 16).Select(i => start + (i * 0.0107f)).ToArray();
            var probabilities = LogisticLoss.Probability(Vector512.Create(logits));
            for (var i = 0; i < 16; i++)
                Assert.Equal(BitConverter.SingleToInt32Bits(LogisticLoss.Probability(logits[i])), BitConverter.SingleToInt32Bits(probabilities[i]));
        }
    }

    [Theory]
    [InlineData(1000.0, 250.0, 4000)]
    [InlineData(1e-3, 1e-16, 2)]
    [InlineData(4e8, 1e8, 800_000_000)]
    public void Units_AnySums_AreAsFineAs31BitsAllow(double gradients, double hessians, int rows)
    {
        var units = GradientUnits.For(gradients, hessians, rows);
        Assert.InRange((gradients / units.Gradient) + rows, 0, int.MaxValue);
        Assert.InRange((hessians / units.Hessian) + rows, 0, int.MaxValue);
        Assert.Equal(0.5, Math.ScaleB(units.Gradient, -Math.ILogB(units.Gradient) - 1));
        if (gradients > 1e-2) Assert.True((2 * gradients / units.Gradient) + rows > int.MaxValue, "half the unit would be too fine");
    }

    [Fact]
    public void Units_PackedSums_ComeApartAgain()
    {
        var units = new GradientUnits(0.25, 0.125);
        var sum = ((long)-3 << 32) + 7 + ((1L << 32) + 4_000_000_000L);
        Assert.Equal(-0.5, units.GradientOf(sum));
        Assert.Equal(4_000_000_007L * 0.125, units.HessianOf(sum));
    }

    /// <summary>Weight −(G ∓ α)/(H + λ) and score (|G| − α)²/(H + λ); G = 3, H = 4, λ = 2, α = 1.</summary>
    [Fact]
    public void Penalty_OfALeaf_FollowsTheFormula()
    {
        var penalty = new LeafPenalty(new BoostingOptions { RegLambda = 2, RegAlpha = 1 });
        Assert.Equal(-2.0 / 6, penalty.Value(3, 4), 15);
        Assert.Equal(2.0 / 6, penalty.Value(-3, 4), 15);
        Assert.Equal(0, penalty.Value(0.9, 4));
        Assert.Equal(4.0 / 6, penalty.Score(3, 4), 15);
        Assert.Equal(penalty.Score(3, 4), penalty.ScoreOf(penalty.Value(3, 4), 3, 4), 15);
        Assert.True(penalty.ScoreOf(-0.2, 3, 4) < penalty.Score(3, 4));
    }

    /// <summary>Thousands of phases in a row, of which each piece is done once.</summary>
    [Fact]
    public void Team_ManyPhases_DoesEveryPieceOnce()
    {
        using var team = new WorkerTeam(3);
        for (var phase = 0; phase < 3000; phase++)
        {
            var done = new int[phase % 9];
            team.Run(done.Length, piece => Interlocked.Increment(ref done[piece]));
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Team_PieceThatThrows_ThrowsToTheCallerAndWorksOn()
    {
        using var team = new WorkerTeam(2);
        Assert.Throws<InvalidOperationException>(() => team.Run(8, piece => throw new InvalidOperationException()));
        var done = 0;
        team.Run(8, _ => Interlocked.Increment(ref done));
        Assert.Equal(8, done);
    }
}
