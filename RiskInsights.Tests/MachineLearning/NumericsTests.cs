using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning;

public sealed class NumericsTests
{
    /// <summary>Expected values from scipy.stats.norm.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.6170750774519738)]
    [InlineData(-1, 0.31731050786291415)]
    [InlineData(1.959963984540054, 0.05)]
    [InlineData(3, 0.0026997960632601866)]
    [InlineData(6, 1.973175290075389e-09)]
    [InlineData(9, 2.2571768119076647e-19)]
    public void TwoSidedPValue_KnownQuantile_EqualsTable(double z, double p) =>
        Assert.Equal(1, NormalDistribution.TwoSidedPValue(z) / p, 1e-11);

    [Fact]
    public void Quantile_KnownProbability_EqualsTable()
    {
        Assert.Equal(1.959963984540054, NormalDistribution.Quantile(.975), 1e-12);
        Assert.Equal(-2.3263478740408408, NormalDistribution.Quantile(.01), 1e-12);
        Assert.Equal(0, NormalDistribution.Quantile(.5), 1e-12);
    }

    [Fact]
    public void Harmonic_KnownSums_AreExactAndJoinTheExpansion()
    {
        Assert.Equal(1, PathLength.Harmonic(1));
        Assert.Equal(7381.0 / 2520, PathLength.Harmonic(10), 1e-14);
        Assert.Equal(1.0 / 257, PathLength.Harmonic(257) - PathLength.Harmonic(256), 1e-13);
    }

    [Fact]
    public void AveragePathLength_SmallSamples_FollowsEquationOne()
    {
        Assert.Equal(0, PathLength.Average(1));
        Assert.Equal(1, PathLength.Average(2));
        Assert.Equal((2 * (1 + 0.5)) - (4.0 / 3), PathLength.Average(3), 1e-14);
        Assert.Equal((2 * 7381.0 / 2520) - (20.0 / 11), PathLength.Average(11), 1e-13);
    }

    [Fact]
    public void Cholesky_MatrixByHand_SolvesAndInverts()
    {
        // A = [4 2; 2 5], A⁻¹ = [5 −2; −2 4] / 16; only the upper triangle is given.
        var factor = CholeskyFactor.Of([4, 2, double.NaN, 5], 2);
        Assert.NotNull(factor);
        Assert.Equal([1.0, 2.0], factor.Solve([8, 12]).Select(x => Math.Round(x, 12)));
        Assert.Equal([5.0 / 16, 4.0 / 16], factor.InverseDiagonal().Select(x => Math.Round(x, 12)));
        Assert.Null(CholeskyFactor.Of([1, 1, 1, 1], 2));
    }

    [Fact]
    public void RandomStream_SameSeed_RepeatsAndStreamsDiffer()
    {
        RandomStream a = new(5, 1), b = new(5, 1), c = new(5, 2), d = new(6, 1);
        var first = a.NextBits();
        Assert.Equal(first, b.NextBits());
        Assert.NotEqual(first, c.NextBits());
        Assert.NotEqual(first, d.NextBits());
    }

    [Fact]
    public void RandomStream_Bounded_IsEvenlySpread()
    {
        var random = new RandomStream(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Next(7)]++;
        // Standard deviation of a count is 93.
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }
}
