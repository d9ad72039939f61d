using RiskInsights.Core.Insights.Clients;
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
    public void Client_ReachedFromARankedList_CarriesTheWayBackAndItsPlace()
    {
        var place = ClientPlace.AmongRiskiest("http://localhost:8000/default-risk?threshold=0.04&version=3", "default", 7, 3, new DateOnly(2025, 10, 1), 0.0412);
        var url = DashboardUrls.Client("CL-1", place);
        Assert.StartsWith("/clients/CL-1?back=", url, StringComparison.Ordinal);
        Assert.Equal(place, ClientPlace.Of(url));
        Assert.Equal("/default-risk?threshold=0.04&version=3", ClientPlace.Of(url)!.List);
        Assert.Equal("/clients/CL-1", ClientPlace.TakeFrom(url));

        var sorted = ClientPlace.AmongClients("/clients?q=a&segment=retail", 12, ClientSort.Joined, descending: false);
        Assert.Equal(sorted, ClientPlace.Of(DashboardUrls.Client("CL-1", sorted)));
    }

    [Theory]
    [InlineData("/clients/CL-1")]
    [InlineData("/clients/CL-1?back=https%3A%2F%2Fevil.example%2F")]
    [InlineData("/clients/CL-1?back=%2F%2Fevil.example%2F")]
    [InlineData("/clients/CL-1?back=%2F%5Cevil.example")]
    [InlineData("/clients/CL-1?back=javascript%3Aalert(1)")]
    public void Client_WithAWayBackOutOfTheDashboard_HasNone(string url) => Assert.Null(ClientPlace.Of(url));

    [Theory]
    [InlineData("at=0&version=1&asOf=2025-10-01&atLeast=x", null)]
    [InlineData("at=-3&sort=nothing", null)]
    [InlineData("at=5&version=1&asOf=yesterday&atLeast=0.1", 5)]
    public void Client_WithAnUnreadablePlace_KeepsTheWayBack(string query, int? at)
    {
        var place = ClientPlace.Of("/clients/CL-1?back=%2Fclients&" + query)!;
        Assert.Equal(("/clients", at, null, null), (place.List, place.At, place.Sort, place.Scores));
    }

    [Fact]
    public void ClientTransactionsCsv_OfAPage_HasItsFiltersAndNotItsWayBack() => Assert.Equal(
        "/downloads/clients/CL-1/transactions.csv?unusual=1&type=cash",
        DashboardUrls.ClientTransactionsCsv("CL-1", "http://localhost/clients/CL-1?back=%2Fclients&at=3&unusual=1&type=cash"));

    [Fact]
    public void Parameter_PresentOrAbsent_IsRead()
    {
        Assert.Equal("a b", DashboardUrls.Parameter("/data?name=a%20b", "name"));
        Assert.Null(DashboardUrls.Parameter("/data", "name"));
    }
}
