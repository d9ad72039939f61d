using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Tests.Pipeline;

public sealed class FeatureDriftTests
{
    [Fact]
    public void Of_HalvesThatBecomeAQuarter_IsTheFormulaByHand()
    {
        // (0.25 − 0.5)·ln(0.25/0.5) + (0.75 − 0.5)·ln(0.75/0.5)
        var drift = FeatureDrift.Of("balance", [50, 50], [25, 75]);
        Assert.Equal((0.25 * Math.Log(2)) + (0.25 * Math.Log(1.5)), drift.Psi, 12);
        Assert.Equal(("balance", "changed"), (drift.Feature, drift.Verdict));
    }

    [Theory]
    [InlineData(0, "stable")]
    [InlineData(0.0999, "stable")]
    [InlineData(0.1, "moving")]
    [InlineData(0.2499, "moving")]
    [InlineData(0.25, "changed")]
    public void Verdict_AtItsLimits_BelongsToTheWorse(double psi, string verdict) => Assert.Equal(verdict, FeatureDrift.Of("age", psi).Verdict);
}
