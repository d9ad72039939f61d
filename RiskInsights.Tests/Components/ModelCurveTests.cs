using Bunit;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Pages.ModelPages;

namespace RiskInsights.Tests.Components;

public sealed class ModelCurveTests : ComponentTest
{
    private static readonly ThresholdDecision Chosen = ThresholdChoice.Of(SampleReports.Evaluation, SampleReports.Champion.Recipe.StartingCosts, 0.25).Chosen;

    [Fact]
    public void RocCard_OfAVersion_MarksTheThresholdAndDashesTheVersionBefore()
    {
        var spec = Render<RocCard>(p => p.Add(c => c.Report, SampleReports.Champion).Add(c => c.Chosen, Chosen)).FindComponent<Chart>().Instance.Spec;
        var ring = Assert.Single(spec.Series, s => s.Kind == ChartKind.Ring);
        Assert.Equal(5.0 / 90, (double)ring.X[0], 12);
        Assert.Equal(0.5, ring.Y[0]);
        Assert.Equal("v2", Assert.Single(spec.Series, s => s.Dash == ChartDash.Dash).Name);
        Assert.Equal(["v3  AUC 0.800", "v2  AUC 0.750", "at 25.0%"], spec.Notes.Select(n => n.Text));
    }

    [Fact]
    public void RocCard_OfTheFirstVersion_HasNoOtherCurve()
    {
        var spec = Render<RocCard>(p => p.Add(c => c.Report, SampleReports.First).Add(c => c.Chosen, Chosen)).FindComponent<Chart>().Instance.Spec;
        Assert.DoesNotContain(spec.Series, s => s.Dash == ChartDash.Dash);
    }

    [Fact]
    public void RocCard_SameThresholdAgain_IsNotDrawnAgain()
    {
        var card = Render<RocCard>(p => p.Add(c => c.Report, SampleReports.First).Add(c => c.Chosen, Chosen));
        var (report, spec) = (card.Instance.Report, card.FindComponent<Chart>().Instance.Spec);
        card.Render(p => p.Add(c => c.Report, report).Add(c => c.Chosen, Chosen));
        Assert.Same(spec, card.FindComponent<Chart>().Instance.Spec);
    }

    [Fact]
    public async Task RocCard_AsTable_HasEveryPointThatAThresholdGives()
    {
        var card = Render<RocCard>(p => p.Add(c => c.Report, SampleReports.Champion).Add(c => c.Chosen, Chosen));
        await card.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal(
            ["20.00%|10.0%|60.0%", "1.00%|100.0%|100.0%"],
            card.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
    }

    [Fact]
    public void PrecisionRecallCard_OfAVersion_MarksTheThresholdAboveTheBaseRate()
    {
        var spec = Render<PrecisionRecallCard>(p => p.Add(c => c.Report, SampleReports.Champion).Add(c => c.Chosen, Chosen)).FindComponent<Chart>().Instance.Spec;
        Assert.Equal([0.1, 0.1], spec.Series[0].Y.Select(y => y!.Value));
        var ring = Assert.Single(spec.Series, s => s.Kind == ChartKind.Ring);
        Assert.Equal((0.5, 0.4), ((double)ring.X[0], ring.Y[0]!.Value));
    }

    [Fact]
    public async Task CalibrationCard_AGroupWithoutDefaults_StandsHollowInsteadOfMissing()
    {
        var card = Render<CalibrationCard>(p => p.Add(c => c.Report, SampleReports.Champion));
        var spec = card.FindComponent<Chart>().Instance.Spec;
        Assert.Equal([0.02], Assert.Single(spec.Series, s => s.Kind == ChartKind.Ring).X);
        Assert.Equal([0.18], Assert.Single(spec.Series, s => s.Kind == ChartKind.Markers).X);
        await card.Find("button[aria-pressed]").ClickAsync();
        Assert.Contains("0.00%", card.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KsCard_OfAVersion_DrawsBothClassesAndRulesTheirLargestDistance()
    {
        var card = Render<KsCard>(p => p.Add(c => c.Report, SampleReports.Champion));
        var spec = card.FindComponent<Chart>().Instance.Spec;
        Assert.Equal(["Defaulted", "Paid"], spec.Series.Select(s => s.Name));
        Assert.Equal([0, 0.4, 1], spec.Series[0].Y.Select(y => y!.Value));
        Assert.Equal(0.1, Assert.Single(spec.Rules).At);
        Assert.Equal(["Paid", "Defaulted", "KS 0.500 at 10.0%"], spec.Notes.Select(n => n.Text));
        await card.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal("10.00%|40.0%|90.0%", string.Join('|', card.FindAll("tbody tr")[1].Children.Select(c => c.TextContent)));
    }

    [Fact]
    public async Task GainsCard_AsTable_HasTheLiftOverChance()
    {
        var card = Render<GainsCard>(p => p.Add(c => c.Report, SampleReports.Champion));
        Assert.Equal(["v2", "v3"], card.FindComponent<Chart>().Instance.Spec.Series.Where(s => !s.Silent).Select(s => s.Name));
        Assert.Equal(["v3  80% in top 10%", "v2  80% in top 10%"], card.FindComponent<Chart>().Instance.Spec.Notes.Select(n => n.Text));
        await card.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal(
            ["50%|80.0%|1.6×", "100%|100.0%|1.0×"],
            card.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))));
    }

    [Fact]
    public async Task DistributionCard_OfRareDefaults_DrawsSharesOfEachClassAndCountsInTheTable()
    {
        var card = Render<DistributionCard>(p => p.Add(c => c.Report, SampleReports.Champion));
        var spec = card.FindComponent<Chart>().Instance.Spec;
        Assert.Equal([0.4, 0.6], spec.Series[0].Y.Select(y => y!.Value));
        Assert.Equal([80.0 / 90, 10.0 / 90], spec.Series[1].Y.Select(y => y!.Value));
        await card.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal("0.00%–10.00%|4|80", string.Join('|', card.FindAll("tbody tr")[0].Children.Select(c => c.TextContent)));
    }

    [Fact]
    public void CalibrationCard_OfAVersion_NotesSlopeAndError()
    {
        var spec = Render<CalibrationCard>(p => p.Add(c => c.Report, SampleReports.Champion)).FindComponent<Chart>().Instance.Spec;
        Assert.Equal(["Brier 0.0800", "slope 0.98", "error 1.00%"], spec.Notes.Select(n => n.Text));
    }
}
