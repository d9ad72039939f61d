using Bunit;
using RiskInsights.Dashboard.Components.Controls;

namespace RiskInsights.Tests.Components.Controls;

public sealed class CrossFilterBarsTests : ComponentTest
{
    private static readonly BarRow[] Rows =
    [
        new("mobile", "Mobile", 100, "€100", "€100.00", 51, "+96.1%"),
        new("online", "Online", 51, "€51"),
        new(null, "3 others", 10, "€10"),
    ];

    private readonly List<string> _toggled = [];

    private IRenderedComponent<CrossFilterBars> Bars(params string[] selected) =>
        Render<CrossFilterBars>(p => p.Add(b => b.Title, "Channel").Add(b => b.Rows, Rows).Add(b => b.Selected, selected).Add(b => b.OnToggle, _toggled.Add));

    [Fact]
    public async Task Bars_Clicked_RaiseTheirKey()
    {
        var bars = Bars();
        await bars.FindAll(".bars button")[1].ClickAsync();
        Assert.Equal(["online"], _toggled);
    }

    [Fact]
    public async Task Bars_ThatStandForSeveral_CannotBeChosen()
    {
        var bars = Bars();
        await bars.FindAll(".bars button")[2].ClickAsync();
        Assert.Empty(_toggled);
        Assert.Equal("true", bars.FindAll(".bars button")[2].GetAttribute("aria-disabled"));
    }

    [Fact]
    public void Bars_WithASelection_GreyTheOthers()
    {
        var bars = Bars("mobile").FindAll(".bars button");
        Assert.Equal(["true", "false", "false"], bars.Select(b => b.GetAttribute("aria-pressed")));
        Assert.Equal([null, "off", "off"], bars.Select(b => b.GetAttribute("class")));
    }

    [Fact]
    public void Bars_Widths_LeaveRoomForTheTick()
    {
        var bars = Bars();
        Assert.Equal("width:98.04%", bars.Find(".track i").GetAttribute("style"));
        Assert.Equal("left:50%", bars.Find(".track u").GetAttribute("style"));
    }

    [Fact]
    public async Task Bars_AsTable_ShowExactValuesAndDashes()
    {
        var bars = Bars();
        await bars.Find("[aria-label='Show as table']").ClickAsync();
        Assert.Equal(["Mobile", "€100.00", "+96.1%", "Online", "€51", "—", "3 others", "€10", "—"], bars.FindAll("td").Select(c => c.TextContent));
    }

    [Fact]
    public void Bars_NotReadOrEmpty_SaySo()
    {
        Assert.NotEmpty(Render<CrossFilterBars>(p => p.Add(b => b.Title, "Channel").Add(b => b.Rows, null)).FindAll(".skeleton"));
        Assert.Equal("Nothing in this period", Render<CrossFilterBars>(p => p.Add(b => b.Title, "Channel").Add(b => b.Rows, [])).Find(".state b").TextContent);
    }
}
