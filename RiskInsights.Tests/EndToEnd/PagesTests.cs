using System.Text.Json;
using Microsoft.Playwright;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>
/// Every page in both themes and both sizes: it renders, logs no error, overflows nowhere, axe-core finds nothing, and a
/// picture is left in TestResults/pages to be looked at.
/// </summary>
[Collection(RunningDashboardTests.Name)]
public sealed class PagesTests(RunningDashboard dashboard)
{
    private static readonly Dictionary<string, (string Path, string Shows)> Pages = new(StringComparer.Ordinal)
    {
        ["overview"] = ("/", ".kpi-value"),
        ["transactions"] = ("/transactions", "tbody td"),
        ["default-risk"] = ("/default-risk", ".js-plotly-plot"),
        ["anomalies"] = ("/anomalies", ".js-plotly-plot canvas"),
        ["data"] = ("/data", "tbody td"),
        ["exports"] = ("/exports", "tbody td"),
        ["pipeline"] = ("/pipeline", ".run-card .state, .pipeline-steps"),
    };

    public static TheoryData<string, string, string, int, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, string, int, int>();
            foreach (var page in Pages.Keys)
            {
                views.Add(page, "light", "en", 1440, 900);
                views.Add(page, "dark", "fr", 1440, 900);
                views.Add(page, "light", "fr", 1024, 768);
                views.Add(page, "dark", "en", 1024, 768);
            }

            return views;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task Page_AnyThemeLanguageAndSize_IsAccessibleAndWhole(string name, string theme, string language, int width, int height)
    {
        var (path, shows) = Pages[name];
        var page = await dashboard.VisitAsync("about:blank", theme, language, width, height);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(dashboard.Address + path);
        await page.Locator(shows).First.WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true], .skeleton')");
        await page.WaitForTimeoutAsync(300);

        var pictures = Directory.CreateDirectory(Repository.Path("RiskInsights.Tests", "TestResults", "pages")).FullName;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"{name}-{theme}-{width}-{language}.png"), FullPage = true, Timeout = 90_000 });

        Assert.Empty(await AxeAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");
        Assert.Equal(language, await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        Assert.Equal(theme, await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Pages_All_AskNobodyElse()
    {
        var page = await dashboard.VisitAsync("about:blank");
        var foreign = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(dashboard.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && request.Url != "about:blank")
                foreign.Add(request.Url);
        };
        foreach (var (path, shows) in Pages.Values)
        {
            await page.GotoAsync(dashboard.Address + path);
            await page.Locator(shows).First.WaitForAsync();
        }

        Assert.Empty(foreign);
        await page.Context.CloseAsync();
    }

    private static async Task<IReadOnlyList<string>> AxeAsync(IPage page)
    {
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Repository.Path("RiskInsights.Dashboard", "node_modules", "axe-core", "axe.min.js") });
        var json = await page.EvaluateAsync<string>(
            "async () => JSON.stringify((await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join('; ')))");
        return JsonSerializer.Deserialize<string[]>(json)!;
    }
}
