using System.Text.Json;
using Microsoft.Playwright;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>
/// Every page in both themes and both sizes: it renders, logs no error, asks nobody else, overflows nowhere, axe-core finds nothing, and a
/// picture is left in TestResults/pages to be looked at.
/// </summary>
[Collection(RunningDashboardTests.Name)]
public sealed class PagesTests(RunningDashboard dashboard)
{
    // Through: the link on that path that leads to the page, where it has no address of its own to write down.
    private static readonly Dictionary<string, (string Path, string Shows, string? Through)> Pages = new(StringComparer.Ordinal)
    {
        ["overview"] = ("/", ".kpi-value", null),
        ["clients"] = ("/clients", "tbody td a", null),
        ["client"] = ("/clients", ".chart[data-drawn]", "tbody td a"),
        ["transactions"] = ("/transactions", "tbody td", null),
        ["default-risk"] = ("/default-risk", ".js-plotly-plot", null),
        ["churn"] = ("/churn", ".js-plotly-plot", null),
        ["anomalies"] = ("/anomalies", ".js-plotly-plot canvas", null),
        ["explore"] = ("/explore/default", ".chart[data-drawn]", null),
        ["experiments"] = ("/experiments", "tbody td", null),
        ["data"] = ("/data", "tbody td", null),
        ["exports"] = ("/exports", "tbody td", null),
        ["pipeline"] = ("/pipeline", ".run-card .state, .pipeline-steps", null),
    };

    /// <summary>Those that analysts decide on are seen in every theme and language; the others in each theme, language and size once.</summary>
    private static readonly string[] Whole = ["client", "default-risk", "churn"];

    public static TheoryData<string, string, string, int, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, string, int, int>();
            foreach (var page in Pages.Keys)
            {
                views.Add(page, "light", "en", 1440, 900);
                views.Add(page, "dark", "fr", 1024, 768);
                if (!Whole.Contains(page, StringComparer.Ordinal))
                    continue;
                views.Add(page, "dark", "en", 1440, 900);
                views.Add(page, "light", "fr", 1024, 768);
            }

            return views;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task Page_AnyThemeLanguageAndSize_IsAccessibleAndWhole(string name, string theme, string language, int width, int height)
    {
        var (path, shows, through) = Pages[name];
        var page = await dashboard.VisitAsync("about:blank", theme, language, width, height);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url))
                errors.Add("Asks somebody else: " + request.Url);
        };
        await OpenAsync(page, path, shows, through);
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

    private bool IsOwn(string url) => url == "about:blank" || ((string[])[dashboard.Address, "data:", "blob:"]).Any(own => url.StartsWith(own, StringComparison.Ordinal));

    private async Task OpenAsync(IPage page, string path, string shows, string? through)
    {
        await page.GotoAsync(dashboard.Address + path);
        if (through is not null)
            await page.Locator(through).First.ClickAsync();
        await page.Locator(shows).First.WaitForAsync();
    }

    internal static async Task<IReadOnlyList<string>> AxeAsync(IPage page)
    {
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Repository.Path("RiskInsights.Dashboard", "node_modules", "axe-core", "axe.min.js") });
        var json = await page.EvaluateAsync<string>(
            "async () => JSON.stringify((await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join('; ')))");
        return JsonSerializer.Deserialize<string[]>(json)!;
    }
}
