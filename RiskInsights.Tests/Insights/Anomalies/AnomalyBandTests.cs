using RiskInsights.Core.Insights.Anomalies;

namespace RiskInsights.Tests.Insights.Anomalies;

public sealed class AnomalyBandTests
{
    [Fact]
    public void Bands_OfAFewPoints_CountEachOnceWhereItStands()
    {
        var points = new AnomalyPoints();
        points.Add(1, 0.05, 0.4, null);
        points.Add(2, 0.1, 0.7, null);
        points.Add(3, 29.9, 0.3, Verdict.Fraud);
        points.Add(4, 30, 0.6, Verdict.Legitimate);
        points.Add(5, 500, 0.61, null);
        var bands = AnomalyBand.Of(points, 0.61);
        Assert.Equal(
            [
                new(null, 0.1, 1, 0, 0, 0, 0.4f), new(0.1, 0.5, 0, 1, 0, 0, 0.7f), new(0.5, 1, 0, 0, 0, 0, null), new(1, 3, 0, 0, 0, 0, null),
                new(3, 10, 0, 0, 0, 0, null), new(10, 30, 0, 0, 1, 0, 0.3f), new AnomalyBand(30, null, 0, 1, 0, 1, 0.61f),
            ],
            bands);
    }
}
