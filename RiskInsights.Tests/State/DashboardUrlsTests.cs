using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.State;

public sealed class DashboardUrlsTests
{
    private static readonly DashboardFilter Mobile = DashboardFilter.Everything.Toggle(Dimension.Channel, "mobile");

    [Fact]
    public void APage_WithAFilter_CarriesIt()
    {
        Assert.Equal("/anomalies?channel=mobile", DashboardUrls.Anomalies(Mobile));
        Assert.Equal("/", DashboardUrls.Overview());
    }

    [Fact]
    public void WithFilter_OnAPageWithItsOwnParameters_KeepsThem() =>
        Assert.Equal("/anomalies?limit=0.62&channel=mobile", DashboardUrls.WithFilter("http://localhost:8000/anomalies?limit=0.62&segment=retail&compare=none", Mobile));

    [Fact]
    public void WithParameter_SetOrRemoved_KeepsTheFilter()
    {
        Assert.Equal("/anomalies?limit=0.7&channel=mobile", DashboardUrls.WithParameter("/anomalies?channel=mobile&limit=0.62", "limit", "0.7"));
        Assert.Equal("/anomalies?channel=mobile", DashboardUrls.WithParameter("/anomalies?channel=mobile&limit=0.62", "limit", null));
    }

    [Fact]
    public void Parameter_PresentOrAbsent_IsRead()
    {
        Assert.Equal("a b", DashboardUrls.Parameter("/data?name=a%20b", "name"));
        Assert.Null(DashboardUrls.Parameter("/data", "name"));
    }
}
