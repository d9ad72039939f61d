using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Dashboard.Components.Pages.ModelPages;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Components;

public sealed class ModelPromotionTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();
    private readonly Page _page;

    public ModelPromotionTests() => _page = new Page(_warehouse);

    /// <summary>v4 beside the champion v3, better by 0.05 on 100 rows that both were tested on.</summary>
    private static ModelReport Challenger => SampleReports.Champion with
    {
        Versions = [V4, .. SampleReports.Champion.Versions],
        Shown = V4,
        Before = SampleReports.Champion.Shown,
        Paired = new PairedAuc(100, 10, 0.85, 0.8, 0.05, 0.02, 0.012),
        LargestDrift = 0.31,
    };

    private static ListedVersion V4 => SampleReports.Champion.Shown with { Version = 4, Stage = ModelStage.Challenger };

    private IRenderedComponent<PromotionCard> Card(ModelReport report) => _page.Render<PromotionCard>(p => p.Add(c => c.Report, report));

    [Fact]
    public void PromotionCard_OfTheChampion_IsNotThere() => Assert.Empty(Card(SampleReports.Champion).Markup.Trim());

    [Fact]
    public async Task PromotionCard_OfAChallenger_SaysTheDifferenceAndEveryCheckInWords()
    {
        var card = Card(Challenger);
        Assert.Contains("AUC +0.0500 against v3 (95% CI +0.0108 to +0.0892, p 0.012) on 100 shared rows", card.Markup, StringComparison.Ordinal);
        Assert.Contains("4 of 5 checks passed", card.Markup, StringComparison.Ordinal);
        await card.Find("button[aria-expanded]").ClickAsync();
        Assert.Equal(
            [
                "No input gives the label away", "AUC not lower beyond chance: p 0.012, limit 0.050", "Calibration error 1.00%, at most 2.00%",
                "Largest drift of an input: PSI 0.31, more than 0.25", "Compared on 100 test rows of both",
            ],
            card.FindAll(".checks li > span:nth-child(2)").Select(s => s.TextContent));
        Assert.Equal("failed", Assert.Single(card.FindAll(".checks .tag")).TextContent.Trim());
        Assert.False(card.Find("button.primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task PromotionCard_OfALeakingVersion_ForbidsIt()
    {
        var card = Card(SampleReports.Leaking(shown: true));
        await card.Find("button[aria-expanded]").ClickAsync();
        Assert.Equal("1 inputs give the label away; 0 are allowed", card.Find(".checks .failed span:nth-child(2)").TextContent);
        Assert.True(card.Find("button.primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task PromotionCard_VersionThatTheRegistryDoesNotHave_SaysSoAndChangesNothing()
    {
        var told = 0;
        _page.Services.GetRequiredService<JobQueue>().WarehouseChanged += (_, _) => told++;
        var card = Card(Challenger);
        await card.Find("button[aria-expanded]").ClickAsync();
        await card.Find("textarea").InputAsync("Better by a lot");
        await card.Find("button.primary").ClickAsync();
        card.WaitForAssertion(() => Assert.Equal("There is no v4 any more.", card.Find("[role=alert] .grow").TextContent));
        Assert.Equal(0, told);
    }

    [Fact]
    public void PromotionHistory_OfTwoDecisions_SaysWhoWhenWhatAndWhy()
    {
        var at = new DateTimeOffset(2025, 1, 3, 8, 0, 0, TimeSpan.Zero);
        var history = _page.Render<PromotionHistory>(p => p.Add(h => h.Report, SampleReports.Champion with
        {
            Promotions =
            [
                new Promotion { Version = 3, ReplacedVersion = 2, Kind = "promotion", Reason = "AUC up", DecidedBy = "Ana Morel", DecidedAt = at },
                new Promotion { Version = 2, Kind = "first", DecidedBy = "system", DecidedAt = at },
            ],
        }));
        Assert.Equal(
            ["v2 → v3|Ana Morel|AUC up", "v2|system|first sound version"],
            history.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Skip(1).Select(c => c.TextContent.Trim()))));
    }

    public void Dispose()
    {
        _page.Dispose();
        _warehouse.Dispose();
    }

    private sealed class Page(TemporaryWarehouse warehouse) : ComponentTest("en", services => services.AddRiskInsights(warehouse.Folder).AddJobs());
}
