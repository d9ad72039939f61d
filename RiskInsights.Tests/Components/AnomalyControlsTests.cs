using Bunit;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components;

public sealed class AnomalyControlsTests : ComponentTest
{
    [Fact]
    public async Task VerdictTabs_WithCounts_ShowsAndRaises()
    {
        VerdictFilter? chosen = null;
        var tabs = Render<VerdictTabs>(p => p.Add(t => t.Value, VerdictFilter.Open).Add(t => t.ValueChanged, v => chosen = v)
            .Add(t => t.Counts, new AnomalyCounts { Above = 1204, Open = 706, Flagged = 86, Cleared = 412 }));
        Assert.Equal(["All", "Open706", "Flagged86", "Cleared412"], tabs.FindAll("button").Select(b => string.Concat(b.TextContent.Replace("flag", "", StringComparison.Ordinal).Where(c => !char.IsWhiteSpace(c)))));
        Assert.Equal("Open", tabs.Find("[aria-pressed=true]").FirstChild!.TextContent.Trim());
        await tabs.FindAll("button")[2].ClickAsync();
        Assert.Equal(VerdictFilter.Flagged, chosen);
    }

    [Fact]
    public async Task ContaminationSlider_Moved_SaysShareAndScore()
    {
        var (moved, settled) = (0.0, 0.0);
        var slider = Render<ContaminationSlider>(p => p.Add(s => s.Value, 0.005).Add(s => s.Line, 0.6234).Add(s => s.ValueChanged, v => moved = v).Add(s => s.OnChange, v => settled = v));
        Assert.Contains("0.5%", slider.Find("output").TextContent, StringComparison.Ordinal);
        Assert.Contains("score ≥ 0.62", slider.Markup, StringComparison.Ordinal);
        await slider.Find("input").InputAsync("0");
        await slider.Find("input").ChangeAsync((LatestSearch.Contaminations.Count - 1).ToString());
        Assert.Equal((0.001, 0.05), (moved, settled));
    }

    [Theory]
    [InlineData(0.0125, "1.25%")]
    [InlineData(0.0015, "0.15%")]
    [InlineData(0.03, "3.0%")]
    public void ContaminationSlider_AnyStep_ShowsItsShareExactly(double share, string expected) =>
        Assert.Equal(expected, Render<ContaminationSlider>(p => p.Add(s => s.Value, share)).Find("output").TextContent);

    [Theory]
    [InlineData("fraud", "Fraud", "high")]
    [InlineData("error", "Error", "medium")]
    [InlineData("legitimate", "Legitimate", "low")]
    [InlineData("unsure", "Unsure", "info")]
    public void VerdictTag_OfAVerdict_SaysItInWords(string verdict, string word, string tone)
    {
        var tag = Render<VerdictTag>(p => p.Add(t => t.Verdict, verdict)).Find(".tag");
        Assert.EndsWith(word, tag.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains(tone, tag.ClassList);
    }

    [Fact]
    public void VerdictTag_WithoutOne_IsOpen() => Assert.Equal("Open", Render<VerdictTag>().Find(".muted").TextContent);

    [Theory]
    [InlineData(0.59, "--point-muted")]
    [InlineData(0.6, "--seq3")]
    [InlineData(0.8, "--seq7")]
    [InlineData(0.7, "--seq5")]
    public void AnomalyScore_InARange_HasTheColoursOfTheDrawing(double score, string colour) =>
        Assert.Contains(colour, Render<AnomalyScore>(p => p.Add(s => s.Score, score).Add(s => s.Range, (0.6, 0.8))).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task NeverSearched_WithTransactions_OffersTheSearch()
    {
        var searched = false;
        var page = Render<NeverSearched>(p => p.Add(n => n.Ready, 240_812).Add(n => n.OnSearch, () => searched = true));
        Assert.Contains("240,812 transactions are ready", page.Markup, StringComparison.Ordinal);
        await page.Find("button.primary").ClickAsync();
        Assert.True(searched);
        Assert.Contains("There are no transactions", Render<NeverSearched>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void NeverSearched_WhileSearching_ShowsTheJob()
    {
        var job = new JobStatus("4", "Searching anomalies", 0.4, "Scoring", null, "ana", default);
        var page = Render<NeverSearched>(p => p.Add(n => n.Ready, 5).Add(n => n.Job, job));
        Assert.Equal("40", page.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
    }
}
