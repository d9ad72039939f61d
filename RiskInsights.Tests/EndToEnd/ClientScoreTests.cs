using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>A client's score is explained, other values are tried by keyboard, and a suggestion sets the sliders.</summary>
[Collection(RunningDashboardTests.Name)]
public sealed class ClientScoreTests(RunningDashboard dashboard)
{
    [BrowserTheory]
    [InlineData("light", "en", "Try")]
    [InlineData("dark", "fr", "Essayer")]
    public async Task Score_OfTheRiskiestClient_IsExplainedAndTried(string theme, string language, string tryWord)
    {
        var page = await dashboard.VisitAsync("/default-risk", theme, language);
        await page.Locator(".client-id a").First.ClickAsync();
        await Expect(page.Locator(".walk > li.total")).ToHaveCountAsync(2);
        var today = await page.Locator(".what-if-strip > div > div").First.InnerTextAsync();
        Assert.Equal(today.Split('\n')[^1].Trim(), (await page.Locator(".walk > li.total .walk-points").Last.InnerTextAsync()).Trim());

        // By keyboard: the first slider to one of its ends.
        var slider = page.Locator(".what-if input[type=range]").First;
        await slider.FocusAsync();
        var isLowest = await slider.InputValueAsync() == await slider.GetAttributeAsync("min");
        await page.Keyboard.PressAsync(isLowest ? "End" : "Home");
        await Expect(page).ToHaveURLAsync(new Regex(@"[?&]try=\w+"));
        await Expect(page.Locator(".what-if .card-tools button")).ToBeVisibleAsync();

        // What is tried is in the address: another visitor sees the same.
        var changed = await page.Locator(".what-if-changed").InnerTextAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".what-if-changed")).ToHaveTextAsync(changed.ReplaceLineEndings(""));
        await page.Locator(".what-if .card-tools button").ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("[?&]try="));

        var suggestion = page.Locator(".changes > li").First;
        var promised = (await suggestion.Locator(".changes-probability").InnerTextAsync()).Trim();
        await suggestion.GetByText(tryWord, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(page.Locator(".what-if-changed")).ToContainTextAsync(promised);
        Assert.Empty(await PagesTests.AxeAsync(page));
        await page.Context.CloseAsync();
    }
}
