using Bunit;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Controls;

public sealed class FilterBarTests : ComponentTest
{
    private static readonly DataSpan Data = new(new(2023, 1, 1), new(2025, 9, 30));

    private IRenderedComponent<FilterBar> Bar(string url)
    {
        GoTo(url);
        return Render<FilterBar>(p => p.Add(b => b.Filter, DashboardFilter.Parse(url)).Add(b => b.Data, Data).Add(b => b.Options, [new(Dimension.Channel, ["mobile", "online"])]));
    }

    [Fact]
    public void FilterBar_OfAView_ShowsPeriodPresetAndChips()
    {
        var bar = Bar("/anomalies?channel=mobile,online&segment=retail");
        Assert.Contains("1 Jul – 30 Sep 2025", bar.Find(".filters > button").TextContent, StringComparison.Ordinal);
        Assert.Equal("Quarter", bar.Find(".segmented [aria-pressed=true]").TextContent.Trim());
        Assert.Equal(["Mobile, Online", "Retail"], bar.FindAll(".chip-value").Select(c => c.TextContent));
        Assert.Contains("vs previous quarter", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterBar_APreset_ChangesTheUrlAndKeepsTheRest()
    {
        await Bar("/anomalies?limit=0.62&channel=mobile").FindAll(".segmented button")[2].ClickAsync();
        Assert.EndsWith("/anomalies?limit=0.62&from=2024-10-01&to=2025-09-30&channel=mobile", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterBar_Custom_OpensThePickerAndLeavesTheUrl()
    {
        var bar = Bar("/");
        var custom = bar.FindAll(".segmented button")[3];
        Assert.Equal(bar.Find("[popover]").Id, custom.GetAttribute("popovertarget"));
        await custom.ClickAsync();
        Assert.EndsWith("/", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterBar_AChipRemovedOrAllCleared_ChangesTheUrl()
    {
        await Bar("/?channel=mobile&segment=retail").FindAll(".chip button")[0].ClickAsync();
        Assert.EndsWith("/?segment=retail", Address, StringComparison.Ordinal);
        await Bar("/?channel=mobile&segment=retail").FindAll("button").Single(b => b.TextContent is "Clear").ClickAsync();
        Assert.EndsWith("/", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterBar_AValueChecked_JoinsTheUrl()
    {
        await Bar("/?channel=mobile").FindAll("label.menu-item input")[1].ChangeAsync(true);
        Assert.EndsWith("/?channel=mobile,online", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterBar_AComparison_JoinsTheUrl()
    {
        await Bar("/").FindAll("button.menu-item").Single(b => b.TextContent is "vs one year before").ClickAsync();
        Assert.EndsWith("/?compare=year", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void FilterBar_CopyView_NamesTheDatesThatThePageChose() =>
        Assert.Equal("http://localhost/?from=2025-07-01&to=2025-09-30", Bar("/").Find("[data-copy]").GetAttribute("data-copy"));

    [Fact]
    public async Task PeriodPicker_DaysInOrder_AreApplied()
    {
        var bar = Bar("/");
        await bar.FindAll("input[type=date]")[0].ChangeAsync("2025-08-05");
        await bar.Find(".popover .primary").ClickAsync();
        Assert.EndsWith("/?from=2025-08-05&to=2025-09-30", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeriodPicker_DaysOutOfOrder_AreRefused()
    {
        var bar = Bar("/");
        await bar.FindAll("input[type=date]")[1].ChangeAsync("2025-06-30");
        Assert.Equal("The first day must not follow the last", bar.Find(".hint.error").TextContent);
        await bar.Find(".popover .primary").ClickAsync();
        Assert.EndsWith("/", Address, StringComparison.Ordinal);
    }
}
