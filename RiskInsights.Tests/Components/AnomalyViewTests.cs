using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components;

public sealed class AnomalyViewTests
{
    private static readonly DataSpan Data = new(new(2022, 1, 1), new(2025, 9, 30));

    private static ExplorerView View(string url) => ExplorerView.Of(url, DashboardFilter.Parse(url), Data);

    [Fact]
    public void View_OfABareAddress_IsTheLastYearAtTheUsualLine()
    {
        var view = View("/anomalies");
        Assert.Equal((new DateOnly(2024, 10, 1), new DateOnly(2025, 9, 30)), (view.Transactions.From, view.Transactions.To));
        Assert.Equal((VerdictFilter.All, AnomalyRepository.UsualContamination, false), (view.Transactions.Verdicts, view.Contamination, view.OnlySelected));
        Assert.Empty(view.Selected);
    }

    [Fact]
    public void View_OfAShortHistory_BeginsWithIt() =>
        Assert.Equal(new DateOnly(2025, 5, 1), ExplorerView.Of("/anomalies", DashboardFilter.Everything, new DataSpan(new(2025, 5, 1), new(2025, 9, 30))).Transactions.From);

    [Fact]
    public void View_OfAFullAddress_SaysAllOfIt()
    {
        var view = View("/anomalies?from=2025-01-01&to=2025-03-31&type=cash,transfer&verdicts=flagged&contamination=0.02&selected=7,9,7&only=selected");
        Assert.Equal(["cash", "transfer"], view.Transactions.Types);
        Assert.Equal((VerdictFilter.Flagged, 0.02, true), (view.Transactions.Verdicts, view.Contamination, view.OnlySelected));
        Assert.Equal([7L, 9L], view.Selected.Order());
    }

    [Theory]
    [InlineData("contamination=0.5")]
    [InlineData("contamination=-1")]
    [InlineData("contamination=NaN")]
    [InlineData("contamination=a%20lot")]
    [InlineData("verdicts=17")]
    [InlineData("verdicts=perhaps")]
    [InlineData("selected=a,-4,,9.5")]
    public void View_OfNonsense_IsTheUsual(string query)
    {
        var view = View("/anomalies?" + query);
        Assert.Equal((VerdictFilter.All, AnomalyRepository.UsualContamination), (view.Transactions.Verdicts, view.Contamination));
        Assert.Empty(view.Selected);
    }

    [Fact]
    public void Addresses_OfAView_KeepTheRest()
    {
        var view = View("/anomalies?type=cash&contamination=0.02&verdicts=open");
        Assert.Equal("/anomalies?contamination=0.02&verdicts=cleared&type=cash", view.With(VerdictFilter.Cleared));
        Assert.Equal("/anomalies?contamination=0.02&type=cash", view.With(VerdictFilter.All));
        Assert.Equal("/anomalies?verdicts=open&contamination=0.001&type=cash", view.WithContamination(0.001));
        Assert.Equal("/anomalies?contamination=0.02&verdicts=open&selected=3,5&type=cash", view.WithSelection(new HashSet<long> { 5, 3 }));
        Assert.DoesNotContain("selected", view.WithSelection(Enumerable.Range(1, 51).Select(i => (long)i).ToHashSet()), StringComparison.Ordinal);
    }

    // Moving the line must not fetch the points again, and a verdict must.
    [Fact]
    public void Feed_DependsOnVerdictsAndNotOnTheLine()
    {
        var (low, high) = (View("/anomalies?contamination=0.001"), View("/anomalies?contamination=0.05&selected=3"));
        Assert.Equal(low.Feed(3, 8), high.Feed(3, 8));
        Assert.NotEqual(low.Feed(3, 8), low.Feed(3, 9));
        var filter = AnomalyViews.FilterOf(View("/anomalies?verdicts=open&channel=mobile").Feed(3, 8))!;
        Assert.Equal((VerdictFilter.Open, "mobile", new DateOnly(2024, 10, 1)), (filter.Verdicts, filter.Channels.Single(), filter.From));
    }

    [Fact]
    public void Csv_OfASelection_NamesIt()
    {
        var csv = View("/anomalies").Csv(3, 0.1 + 0.2, new HashSet<long> { 12, 4 });
        Assert.Equal([4L, 12L], AnomalyViews.SelectedOf(csv).Order());
        Assert.Equal("0.30000000000000004", DashboardUrls.Parameter(csv, "atLeast"));
    }

    [Theory]
    [InlineData(0.005, 0.005)]
    [InlineData(0.0052, 0.005)]
    [InlineData(0.05, 0.05)]
    public void Step_OfAnyShare_IsTheNearestOffered(double share, double expected) =>
        Assert.Equal(expected, LatestSearch.Contaminations[LatestSearch.StepOf(share)]);
}
