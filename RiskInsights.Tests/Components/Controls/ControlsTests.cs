using Bunit;
using RiskInsights.Dashboard.Components.Controls;

namespace RiskInsights.Tests.Components.Controls;

public sealed class ControlsTests : ComponentTest
{
    [Fact]
    public async Task SegmentedControl_Clicked_RaisesTheOtherValue()
    {
        string? chosen = null;
        var control = Render<SegmentedControl<string>>(p => p.Add(c => c.Label, "Grain").Add(c => c.Value, "week").Add(c => c.ValueChanged, v => chosen = v)
            .Add(c => c.Options, [new("day", "Day"), new("week", "Week", Count: "14")]));
        Assert.Equal(["false", "true"], control.FindAll("button").Select(b => b.GetAttribute("aria-pressed")));
        await control.FindAll("button")[0].ClickAsync();
        Assert.Equal("day", chosen);
    }

    [Fact]
    public async Task Chip_Removed_RaisesAndNamesItself()
    {
        var removed = 0;
        var chip = Render<Chip>(p => p.Add(c => c.Name, "Channel").Add(c => c.Value, "Mobile").Add(c => c.Escape, true).Add(c => c.OnRemove, () => removed++));
        var button = chip.Find("button");
        Assert.Equal("Remove filter Channel Mobile", button.GetAttribute("aria-label"));
        Assert.Equal("escape", button.GetAttribute("data-shortcut"));
        await button.ClickAsync();
        Assert.Equal(1, removed);
    }

    [Fact]
    public void Tag_WithATone_CarriesItAndItsIcon()
    {
        var tag = Render<Tag>(p => p.Add(t => t.Tone, "medium").Add(t => t.Icon, "warning").AddChildContent("Watch"));
        Assert.Contains("medium", tag.Find(".tag").ClassList);
        Assert.Equal("true", tag.Find(".icon").GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData(0.53, "53")]
    [InlineData(1.7, "100")]
    [InlineData(null, null)]
    public void ProgressBar_OfAShare_SaysItInPercent(double? share, string? now) =>
        Assert.Equal(now, Render<ProgressBar>(p => p.Add(b => b.Label, "Training").Add(b => b.Value, share)).Find("[role=progressbar]").GetAttribute("aria-valuenow"));

    [Theory]
    [InlineData(0.0099, Band.A)]
    [InlineData(0.01, Band.B)]
    [InlineData(0.04, Band.C)]
    [InlineData(0.07, Band.D)]
    [InlineData(0.25, Band.E)]
    public void Bands_AtTheirLimits_BeginThere(double probability, Band band) => Assert.Equal(band, Bands.Of(probability));

    [Fact]
    public void RiskBand_WithoutWords_KeepsTheWordForScreenReaders()
    {
        var band = Render<RiskBand>(p => p.Add(b => b.Band, Band.D).Add(b => b.Words, false));
        Assert.Equal(4, band.FindAll(".meter.high i.on").Count);
        Assert.Equal("High", band.Find(".sr").TextContent);
    }

    [Fact]
    public void AnomalyScore_HighAndLow_HaveTheirColours()
    {
        Assert.Contains("--seq7", Render<AnomalyScore>(p => p.Add(s => s.Score, 0.94)).Markup, StringComparison.Ordinal);
        Assert.Contains("--point-muted", Render<AnomalyScore>(p => p.Add(s => s.Score, 0.4)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelectField_Changed_RaisesTheValue()
    {
        string? chosen = null;
        var field = Render<SelectField>(p => p.Add(f => f.Label, "Reason").Add(f => f.Options, [("a", "Takeover"), ("b", "Mule")]).Add(f => f.Value, "a").Add(f => f.ValueChanged, v => chosen = v));
        await field.Find("select").ChangeAsync("b");
        Assert.Equal("b", chosen);
        Assert.Equal(field.Find("label").GetAttribute("for"), field.Find("select").Id);
    }

    [Fact]
    public async Task TextField_OfSeveralLines_IsATextArea()
    {
        string? written = null;
        var field = Render<TextField>(p => p.Add(f => f.Label, "Note").Add(f => f.Lines, 3).Add(f => f.ValueChanged, v => written = v));
        await field.Find("textarea").InputAsync("Called the branch");
        Assert.Equal("Called the branch", written);
    }

    [Fact]
    public void ShareBars_OfValues_AreScaledToTheLongest()
    {
        var bars = Render<ShareBars>(p => p.Add(b => b.Rows, [new(null, "Missed", 2, "2.00"), new(null, "Credit use", -1, "−1.00")]));
        Assert.Equal(["width:100%", "width:50%"], bars.FindAll(".track i").Select(i => i.GetAttribute("style")));
    }
}
