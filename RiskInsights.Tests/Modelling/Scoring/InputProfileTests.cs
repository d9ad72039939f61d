using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Tests.Modelling.Scoring;

public sealed class InputProfileTests
{
    private static readonly FeatureColumn[] Columns = FeatureColumn.Numeric(["missed_payments_90d"]);

    /// <summary>From 5 % of the clients with a missed payment to 60 %, and the page said that nothing had moved.</summary>
    [Fact]
    public void DriftTo_AnInputThatIsMostlyZero_SeesItRise()
    {
        var drift = Assert.Single(InputProfile.Of(Missed(5)).DriftTo(Missed(60)));
        Assert.Equal((0.55 * Math.Log(0.6 / 0.05)) - (0.55 * Math.Log(0.4 / 0.95)), drift.Psi, 1e-12);
    }

    private static FeatureMatrix Missed(int ofHundred) => new(Columns, [.. Enumerable.Range(0, 100).Select(i => i < ofHundred ? 1f : 0f)]);
}
