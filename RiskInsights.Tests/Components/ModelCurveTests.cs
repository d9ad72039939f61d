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
}
