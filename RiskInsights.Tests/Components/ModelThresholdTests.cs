using Bunit;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Pages.ModelPages;

namespace RiskInsights.Tests.Components;

public sealed class ModelThresholdTests : ComponentTest
{
    private readonly List<double> _thresholds = [];
    private readonly List<DecisionCosts> _costs = [];

    // Thresholds 0, 25 and 50 %: missed 0, 5, 10 and refused 90, 5, 0.
    private IRenderedComponent<ThresholdCard> Card(double? wanted = null, decimal missed = 1000, decimal refused = 100) => Render<ThresholdCard>(p => p
        .Add(c => c.Report, SampleReports.Champion).Add(c => c.Costs, new DecisionCosts(missed, refused)).Add(c => c.Wanted, wanted)
        .Add(c => c.Currency, "EUR").Add(c => c.OnThreshold, _thresholds.Add).Add(c => c.OnCosts, _costs.Add));

    private static string Head(IRenderedComponent<ThresholdCard> card) => string.Join('|', card.FindAll(".threshold-head dd").Select(d => d.TextContent));

    [Fact]
    public void ThresholdCard_NothingWanted_StandsAtTheCheapest()
    {
        var card = Card();
        Assert.Equal("25.0%|€5,500", Head(card));
        Assert.Contains("the cheapest threshold", card.Find(".threshold-head").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll(".threshold-head button"));
    }

    [Fact]
    public async Task ThresholdCard_AnotherThreshold_SaysWhatItCostsMoreAndOffersTheCheapest()
    {
        var card = Card(wanted: 0.5);
        Assert.Equal("50.0%|€10,000", Head(card));
        Assert.Contains("€4,500 more than the cheapest", card.Find(".threshold-head").TextContent, StringComparison.Ordinal);
        await card.Find(".threshold-head button").ClickAsync();
        Assert.Equal([0.25], _thresholds);
    }

    [Fact]
    public async Task ThresholdCard_SliderMoves_ShowsAtOnceAndTellsOnlyWhenItIsLetGo()
    {
        var card = Card();
        await card.Find("input[type=range]").InputAsync("0");
        Assert.Equal("0.0%|€9,000", Head(card));
        Assert.Empty(_thresholds);
        await card.Find("input[type=range]").ChangeAsync("0.5");
        Assert.Equal([0.5], _thresholds);
    }

    [Fact]
    public void ThresholdCard_AtAThreshold_CountsDecisionsAndClasses()
    {
        var card = Card();
        Assert.Equal(["85", "5", "5", "5"], card.FindAll(".matrix td b").Select(b => b.TextContent));
        Assert.Contains("cost €500", card.Find(".matrix .costly").TextContent, StringComparison.Ordinal);
        Assert.Contains("cost €5,000", card.Find(".matrix .bad").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Paid|94.4%|94.4%|0.944|90", "Defaulted|50.0%|50.0%|0.500|10"],
            card.FindAll(".class-table tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
    }

    [Fact]
    public void ThresholdCard_NobodyRefused_HasNoPrecisionInsteadOfZero() =>
        Assert.Equal("Defaulted|—|0.0%|0.000|10", string.Join('|', Card(wanted: 0.5).FindAll(".class-table tbody tr")[1].Children.Select(c => c.TextContent.Trim())));

    [Fact]
    public async Task ThresholdCard_ACostIsEntered_HandsBothOn()
    {
        var inputs = Card().FindAll(".threshold-costs input");
        Assert.Equal(["1,000", "100"], inputs.Select(i => i.GetAttribute("value")));
        await inputs[0].ChangeAsync("2,500");
        Assert.Equal([new DecisionCosts(2500, 100)], _costs);
    }

    [Fact]
    public async Task ThresholdCard_ANegativeCost_IsRefusedBesideTheField()
    {
        var card = Card();
        await card.FindAll(".threshold-costs input")[1].ChangeAsync("-3");
        Assert.Empty(_costs);
        Assert.Single(card.FindAll(".threshold-costs .hint.error"));
    }

    [Fact]
    public async Task ThresholdCard_AsTable_HasEveryThresholdWithItsCost()
    {
        var card = Card();
        await card.Find(".card-tools button[aria-pressed]").ClickAsync();
        Assert.Equal(
            ["0.0%|0|90|€9,000", "25.0%|5|5|€5,500", "50.0%|10|0|€10,000"],
            card.FindAll(".chart-table tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
    }

    [Fact]
    public void CostChart_ChosenAndCheapest_AreTheRulesOfTheDrawing()
    {
        var rules = Card(wanted: 0.5).FindComponent<Chart>().Instance.Spec.Rules;
        Assert.Equal([0.25, 0.5], rules.Select(r => r.At));
        Assert.Equal(["cheapest, 25.0%", "chosen, 50.0%"], rules.Select(r => r.Text));
        Assert.Single(Card().FindComponent<Chart>().Instance.Spec.Rules);
    }

    [Fact]
    public void ThresholdCard_AtAThreshold_SaysHowManyClientsADayItHandsToADesk()
    {
        // 90 of 100 rows on one date, over 90 days.
        var evaluation = Modelling.Evaluation.SmallEvaluation.Of(new(0.1, 8, 82, 8, 2), new ThresholdCounts(0.5, 0, 0, 90, 10));
        var card = Render<ThresholdCard>(p => p
            .Add(c => c.Report, SampleReports.Champion with { Evaluation = evaluation }).Add(c => c.Costs, new DecisionCosts(1000, 100)).Add(c => c.Wanted, 0.1).Add(c => c.Currency, "EUR"));
        Assert.Contains("About 1.0 clients a day", card.Find(".desk").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("90 rows of the test reach the threshold on 1 dates", card.Find(".desk").GetAttribute("title"), StringComparison.Ordinal);
    }
}
