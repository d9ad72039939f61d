using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Tests.Pipeline;

public sealed class FeatureDriftTests
{
    [Theory]
    [InlineData(0, "stable")]
    [InlineData(0.0999, "stable")]
    [InlineData(0.1, "moving")]
    [InlineData(0.2499, "moving")]
    [InlineData(0.25, "changed")]
    public void Verdict_AtItsLimits_BelongsToTheWorse(double psi, string verdict) => Assert.Equal(verdict, FeatureDrift.Of("age", psi).Verdict);
}
