using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Explanation;

public sealed class GaussLegendreTests
{
    /// <summary>∫ t^k over [0, 1] is 1 / (k + 1), exactly up to the degree 2n − 1.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    public void Points_Polynomials_AreIntegratedExactly(int points)
    {
        var quadrature = new GaussLegendre(points);
        for (var degree = 0; degree < 2 * points; degree++)
            Assert.Equal(1.0 / (degree + 1), quadrature.Points.Zip(quadrature.Weights, (t, weight) => weight * Math.Pow(t, degree)).Sum(), 1e-14);
        Assert.All(quadrature.Points, t => Assert.InRange(t, 1e-9, 1 - 1e-9));
        Assert.All(quadrature.Weights, weight => Assert.True(weight > 0));
    }
}
