using Bunit;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Components.Pages.ModelPages;

namespace RiskInsights.Tests.Components;

public sealed class ModelVersionTests : ComponentTest
{
    [Fact]
    public async Task VersionBar_ChampionAndPrevious_AreButtonsOfWhichOneIsPressed()
    {
        var chosen = new List<int>();
        var bar = Render<VersionBar>(p => p.Add(b => b.Report, SampleReports.Champion).Add(b => b.OnChoose, chosen.Add));
        var buttons = bar.FindAll(".segmented button");
        Assert.Equal(["Champion v3", "Previous v2"], buttons.Select(b => b.TextContent.Trim()));
        Assert.Equal("true", buttons[0].GetAttribute("aria-pressed"));
        await buttons[1].ClickAsync();
        Assert.Equal([2], chosen);
        // 1 July and the 90 days of its window.
        Assert.Contains("Out-of-time test: 1 Jul – 28 Sep 2024", bar.Markup, StringComparison.Ordinal);
        Assert.Empty(bar.FindAll("button.menu-item"));
    }

    [Fact]
    public void VersionBar_OfAScorecard_OffersItAsJsonAndAsSqlOthersAsJsonAlone()
    {
        string[] Files(ModelReport report) => [.. Render<VersionBar>(p => p.Add(b => b.Report, report)).FindAll("a[download]").Select(a => a.GetAttribute("href")!)];
        var report = SampleReports.Champion;
        Assert.Equal(["/downloads/models/default/3.json"], Files(report));
        var scorecard = report.Shown with { Algorithm = "scorecard" };
        Assert.Equal(
            ["/downloads/models/default/3.json", "/downloads/models/default/3.sql"],
            Files(report with { Versions = [scorecard, report.Versions[1]], Shown = scorecard }));
    }

    [Fact]
    public void VersionBar_MoreVersions_ListsThemAll()
    {
        var old = SampleReports.Champion.Versions[1];
        var report = SampleReports.Champion with { Versions = [.. SampleReports.Champion.Versions, old with { Version = 1 }] };
        var bar = Render<VersionBar>(p => p.Add(b => b.Report, report));
        Assert.Equal(3, bar.FindAll("button.menu-item").Count);
    }

    [Fact]
    public void LeakageWarning_OfTheShownVersion_NamesTheFeatureAndSaysThatItDoesNotScore()
    {
        var warning = Render<LeakageWarning>(p => p.Add(w => w.Report, SampleReports.Leaking(shown: true)));
        var alert = warning.Find("[role=alert]").TextContent;
        foreach (var words in new[] { "v4 looks like leakage", "“Card blocks, 12 months” alone", "0.999", "does not score any client", "v3 stays champion" })
            Assert.Contains(words, alert, StringComparison.Ordinal);
        Assert.Empty(warning.FindAll("button"));
    }

    [Fact]
    public async Task LeakageWarning_BesideTheChampion_LeadsToTheVersion()
    {
        var chosen = new List<int>();
        var warning = Render<LeakageWarning>(p => p.Add(w => w.Report, SampleReports.Leaking(shown: false)).Add(w => w.OnChoose, chosen.Add));
        Assert.Contains("“Card blocks, 12 months” alone", warning.Markup, StringComparison.Ordinal);
        await warning.Find("button").ClickAsync();
        Assert.Equal([4], chosen);
    }

    [Fact]
    public void LeakageWarning_OfASoundVersion_IsNotThere() =>
        Assert.Empty(Render<LeakageWarning>(p => p.Add(w => w.Report, SampleReports.Champion)).Markup.Trim());

    [Fact]
    public void ComparisonCard_OfTwoVersions_ShowsDifferencesAndWhatTheyMean()
    {
        var card = Render<ComparisonCard>(p => p.Add(c => c.Report, SampleReports.Champion));
        Assert.Contains("v3 against v2", card.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("same out-of-time rows", card.Markup, StringComparison.Ordinal);
        var rows = card.FindAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToArray()).ToList();
        Assert.Equal(["AUC", "0.750", "0.800", "+0.050", "better"], rows[0]);
        Assert.Equal(["Brier", "0.0750", "0.0800", "+0.0050", "worse"], rows[4]);
        Assert.Equal("the same", rows[2][4]);
    }

    [Fact]
    public void ComparisonCard_OfTheFirstVersion_SaysThatThereIsNoneBefore()
    {
        var card = Render<ComparisonCard>(p => p.Add(c => c.Report, SampleReports.First));
        Assert.Contains("There is no version before this one", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("table"));
    }

    [Fact]
    public async Task ImportanceCard_ByAnotherMeasure_SortsByItAndTheTableHasAll()
    {
        var evaluation = SampleReports.Evaluation;
        var effects = evaluation.Effects.Select(e => e.Feature == "balance" ? e with { Permutation = 0.2 } : e).ToList();
        var card = Render<ImportanceCard>(p => p.Add(c => c.Report, SampleReports.Champion with { Evaluation = evaluation with { Effects = effects, LeftOut = ["complaints_90d"] } }));
        Assert.Equal(["Effect", "AUC lost", "IV"], card.FindAll(".segmented button").Select(b => b.TextContent.Trim()));
        Assert.Equal(["Missed payments, 90 days", "Balance"], card.FindAll(".shares .ellipsis").Select(e => e.TextContent));
        Assert.Contains("Set aside, always the same: Complaints, 90 days", card.Find(".left-out").TextContent, StringComparison.Ordinal);
        await card.FindAll(".segmented button")[1].ClickAsync();
        Assert.Equal(["Balance", "Missed payments, 90 days"], card.FindAll(".shares .ellipsis").Select(e => e.TextContent));
        await card.Find(".icon-button").ClickAsync();
        Assert.Equal(
            ["Balance|0.100|0.2000|0.100", "Missed payments, 90 days|0.500|0.0500|0.500"],
            card.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
    }

    [Fact]
    public async Task SegmentsCard_OfGroups_MarksWhoIsScoredApartAndWhoIsRankedWorse()
    {
        // 8 of 80 defaulted: 10 %, from 5.2 to 18.5 % by Wilson.
        IReadOnlyList<SegmentPerformance> groups =
        [
            new("segment", "retail", 80, 8, 0.18, new(0.8, 0.7, 0.9)),
            new("segment", "student", 80, 8, 0.19, new(0.6, 0.5, 0.79)),
            new("segment", "affluent", 80, 8, 0.05, null),
            new("segment", "business", 240, 24, 0.18, new(0.8, 0.7, 0.9)) { Overlap = 3 },
            new("age", "under_25", 240, 24, 0.1, new(0.7, 0.6, 0.81)),
        ];
        var card = Render<SegmentsCard>(p => p.Add(c => c.Report, SampleReports.Champion with { Evaluation = SampleReports.Evaluation with { Segments = groups } }));
        Assert.Equal(["Retail", "Student", "Affluent", "Business"], card.FindAll("tbody th").Select(h => h.TextContent));
        var findings = card.FindAll("tbody tr").Select(r => r.LastElementChild!.TextContent).ToList();
        Assert.Equal("", findings[0].Trim());
        Assert.Contains("scored too high", findings[1], StringComparison.Ordinal);
        Assert.Contains("ranked worse", findings[1], StringComparison.Ordinal);
        Assert.Contains("scored too low", findings[2], StringComparison.Ordinal);
        Assert.Equal("", findings[3].Trim()); // each default stands in three rows
        Assert.Contains("too few for an AUC", findings[2], StringComparison.Ordinal);
        await card.FindAll(".segmented button")[1].ClickAsync();
        Assert.Equal("under 25|240|10.00%|10.00%|0.700|0.600–0.810|", string.Join('|', card.Find("tbody tr").Children.Select(c => c.TextContent.Trim())));
    }

    [Fact]
    public void Untrained_OneOutcomeOnly_SaysSoInWords()
    {
        var page = Render<Untrained>(p => p.Add(u => u.Recipe, SampleReports.Champion.Recipe).Add(u => u.Readiness, new TrainingReadiness(3, 1, 500, 200, 300, 150, IsOneClass: true)));
        Assert.Contains("all 700 rows have the same outcome", page.Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Untrained_TooLittle_SaysWhatIsMissingAndHowMuch()
    {
        var page = Render<Untrained>(p => p.Add(u => u.Recipe, SampleReports.Champion.Recipe).Add(u => u.Readiness, new TrainingReadiness(1, 1, 500, 200, 12, 10)).Add(u => u.Data, new Period(new(1993, 1, 1), new(1994, 3, 31))));
        var state = page.Find(".state").TextContent;
        Assert.Contains("There is too little data to train on", state, StringComparison.Ordinal);
        Assert.Contains("defaults to learn from: 18 more", state, StringComparison.Ordinal);
        Assert.Contains("data of 1 Jan 1993 – 31 Mar 1994", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("as-of dates:", state, StringComparison.Ordinal);
        Assert.DoesNotContain("defaults to test on:", state, StringComparison.Ordinal);
        Assert.Equal(["2", "12", "10", "700"], page.FindAll(".figure dd").Select(d => d.ChildNodes[0].TextContent));
    }
}
