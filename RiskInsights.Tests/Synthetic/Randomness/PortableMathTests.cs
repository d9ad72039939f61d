using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Tests.Synthetic.Randomness;

public sealed class PortableMathTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0.3465)]
    [InlineData(-20.5)]
    [InlineData(33.3)]
    [InlineData(600)]
    public void Exp_BesideTheLibrarys_DiffersInTheLastDigitsAtMost(double x) =>
        Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-13);

    [Theory]
    [InlineData(1e-12)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.41421356)]
    [InlineData(2)]
    [InlineData(12345.678)]
    public void Log_BesideTheLibrarys_DiffersInTheLastDigitsAtMost(double x) =>
        Assert.Equal(Math.Log(x), PortableMath.Log(x), 1e-13);

    [Fact]
    public void Logistic_OfLogOdds_IsTheProbability()
    {
        Assert.Equal(0.5, PortableMath.Logistic(0));
        Assert.Equal(0.8, PortableMath.Logistic(Math.Log(4)), 1e-12);
    }
}
