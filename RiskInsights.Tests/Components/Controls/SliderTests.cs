using Bunit;
using RiskInsights.Dashboard.Components.Controls;

namespace RiskInsights.Tests.Components.Controls;

public sealed class SliderTests() : ComponentTest("fr")
{
    // In French the attributes once carried "0,005": the browser put the thumb in the middle.
    [Fact]
    public void Slider_InFrench_WritesInvariantAttributes()
    {
        var slider = Render<Slider>(p => p.Add(s => s.Label, "Contamination").Add(s => s.Min, 0.001).Add(s => s.Max, 0.02).Add(s => s.Step, 0.001).Add(s => s.Value, 0.0058).Add(s => s.ValueText, "0,5 %").Add(s => s.Tick, 0.01));
        var input = slider.Find("input");
        Assert.Equal(["0.001", "0.02", "0.001", "0.0058"], new[] { "min", "max", "step", "value" }.Select(input.GetAttribute));
        Assert.Equal("0,5 %", input.GetAttribute("aria-valuetext"));
        Assert.StartsWith("--done:25.26%", slider.Find(".slider").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("* 0.4737)", slider.Find(".slider-tick").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slider_MovedAndLetGo_RaisesBoth()
    {
        var (moved, settled) = (0.0, 0.0);
        var slider = Render<Slider>(p => p.Add(s => s.Label, "Limit").Add(s => s.ValueChanged, v => moved = v).Add(s => s.OnChange, v => settled = v));
        await slider.Find("input").InputAsync("0.62");
        Assert.Equal((0.62, 0.0), (moved, settled));
        await slider.Find("input").ChangeAsync("0.7");
        Assert.Equal(0.7, settled);
    }
}
