using Bunit;
using RiskInsights.Core.Insights.Portfolio;
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
        Assert.Empty(bar.FindAll(".menu-item"));
    }

    [Fact]
    public void VersionBar_MoreVersions_ListsThemAll()
    {
        var old = SampleReports.Champion.Versions[1];
        var report = SampleReports.Champion with { Versions = [.. SampleReports.Champion.Versions, old with { Version = 1 }] };
        var bar = Render<VersionBar>(p => p.Add(b => b.Report, report));
        Assert.Equal(3, bar.FindAll(".menu-item").Count);
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
    public async Task ImportanceCard_AsTable_HasCoefficientsWithTheirPValues()
    {
        var card = Render<ImportanceCard>(p => p.Add(c => c.Report, SampleReports.Champion));
        Assert.Equal(["Missed payments, 90 days", "Balance"], card.FindAll(".shares .ellipsis").Select(e => e.TextContent));
        await card.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal(
            ["Missed payments, 90 days|0.700|< 0.001", "Balance|\u22120.050|0.400"],
            card.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
    }

    [Fact]
    public void Untrained_TooLittle_SaysWhatIsMissingAndHowMuch()
    {
        var page = Render<Untrained>(p => p.Add(u => u.Recipe, SampleReports.Champion.Recipe).Add(u => u.Recipe, SampleReports.Champion.Recipe).Add(u => u.Readiness, new TrainingReadiness(1, 1, 500, 200, 12, 10)).Add(u => u.Data, new Period(new(1993, 1, 1), new(1994, 3, 31))));
        var state = page.Find(".state").TextContent;
        Assert.Contains("There is too little data to train on", state, StringComparison.Ordinal);
        Assert.Contains("defaults to learn from: 18 more", state, StringComparison.Ordinal);
        Assert.Contains("data of 1 Jan 1993 – 31 Mar 1994", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("as-of dates:", state, StringComparison.Ordinal);
        Assert.DoesNotContain("defaults to test on:", state, StringComparison.Ordinal);
        Assert.Equal(["2", "12", "10", "700"], page.FindAll(".figure dd").Select(d => d.ChildNodes[0].TextContent));
    }
}
