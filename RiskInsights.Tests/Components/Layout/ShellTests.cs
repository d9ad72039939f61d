using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Layout;

public sealed class ShellTests : ComponentTest
{
    private static readonly ShellStatus Status = new(new(2025, 9, 30), 412, new DateTimeOffset(2025, 10, 1, 6, 14, 0, TimeSpan.Zero), new Dictionary<string, long> { ["/anomalies"] = 1706 }, [])
    {
        IsStale = true,
    };

    [Fact]
    public void NavMenu_OnAPage_MarksItAndCarriesTheFilter()
    {
        GoTo("/anomalies?channel=mobile");
        var menu = Render<NavMenu>(p => p.Add(m => m.Status, Status));
        var here = menu.Find("[aria-current=page]");
        Assert.Equal("/anomalies?channel=mobile", here.GetAttribute("href"));
        Assert.Equal("1,706", here.QuerySelector(".count")!.TextContent);
        Assert.Equal("/?channel=mobile", menu.Find("a").GetAttribute("href"));
        Assert.DoesNotContain("Design", menu.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void NavMenu_WithStaleData_Warns()
    {
        var foot = Render<NavMenu>(p => p.Add(m => m.Status, Status)).Find(".nav-foot");
        Assert.Contains("Data to 30 Sep 2025", foot.TextContent, StringComparison.Ordinal);
        Assert.NotNull(foot.QuerySelector(".medium-text"));
        Assert.Empty(Render<NavMenu>().FindAll(".nav-foot"));
    }

    [Fact]
    public async Task GlobalSearch_APartOfAName_OpensThePage()
    {
        var search = Render<GlobalSearch>();
        await search.Find("input").InputAsync("risk");
        Assert.Equal("Default risk", search.Find("[role=option] .medium-weight").TextContent);
        await search.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.EndsWith("/default-risk", Address, StringComparison.Ordinal);
        Assert.Empty(search.FindAll("[role=listbox]"));
    }

    [Fact]
    public async Task GlobalSearch_NothingFound_SaysSo()
    {
        var search = Render<GlobalSearch>();
        await search.Find("input").InputAsync("zzz");
        Assert.Equal("Nothing is called “zzz”", search.Find("[role=option]").TextContent);
        await search.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(search.FindAll("[role=option]"));
    }

    [Fact]
    public async Task ToastHost_AMessage_StaysUntilDismissed()
    {
        var toasts = Services.GetRequiredService<Toasts>();
        var host = Render<ToastHost>();
        toasts.Show(new(ToastKind.Done, "v15 is trained", "AUC 0.847", "Compare", "/default-risk"));
        host.WaitForAssertion(() => Assert.Equal("/default-risk", host.Find(".toast a").GetAttribute("href")));
        await host.Find("[aria-label=Dismiss]").ClickAsync();
        Assert.Empty(host.FindAll(".toast"));
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public void Menus_OfThemeAndLanguage_OfferEachChoice()
    {
        Assert.Equal(["light", "dark", "system"], Render<ThemeMenu>().FindAll("[data-set-theme]").Select(b => b.GetAttribute("data-set-theme")));
        var languages = Render<LanguageMenu>();
        Assert.Equal(["en", "fr"], languages.FindAll("[data-set-language]").Select(b => b.GetAttribute("data-set-language")));
        Assert.Equal("English", languages.Find("[aria-current=true]").TextContent);
    }

    [Fact]
    public void ShortcutsDialog_Closed_OpensByItsKey() => Assert.Equal("?", Render<ShortcutsDialog>().Find("[data-dialog=shortcuts]").GetAttribute("data-shortcut"));
}
