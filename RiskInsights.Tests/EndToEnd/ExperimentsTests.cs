using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RiskInsights.Core;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.ModelRegistry.Runs;
using RiskInsights.Tests.Tracking;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>The experiments page in a browser, with an MLflow server beside the program that refuses one of the runs.</summary>
[Collection(RunningDashboardTests.Name)]
public sealed class ExperimentsTests(ExperimentsTests.Tracked dashboard) : IClassFixture<ExperimentsTests.Tracked>
{
    [BrowserFact]
    public async Task Experiments_FilterSelectCompareAndBack_KeepsTheSelection()
    {
        var page = await dashboard.VisitAsync("/experiments");
        await Assertions.Expect(page.Locator("tbody a.link").First).ToBeVisibleAsync();
        await page.Locator(".run-query input").FillAsync("auc > 0.7 and max_depth != 9");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        await page.Locator("tbody input[type=checkbox]").Nth(2).CheckAsync();
        await page.Locator("tbody input[type=checkbox]").Nth(0).CheckAsync();
        await page.Locator("a.compare-button").ClickAsync();
        await Assertions.Expect(page.Locator(".js-plotly-plot")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".compare-table").First.Locator("thead .key")).ToHaveCountAsync(2);
        var compared = page.Url;
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("tbody input[type=checkbox]:checked")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".run-query input")).ToHaveValueAsync("auc > 0.7 and max_depth != 9");
        await page.Context.CloseAsync();

        var other = await dashboard.VisitAsync(new Uri(compared).PathAndQuery, language: "fr");
        await Assertions.Expect(other.Locator(".compare-table").First.Locator("thead .key")).ToHaveCountAsync(2);
        await other.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Experiments_RunsThatAreSentAndOneThatIsNot_SayWhichIsWhich()
    {
        var page = await dashboard.VisitAsync("/experiments?columns=status,mlflow");
        for (var attempt = 0; attempt < 60 && await page.Locator("a.mlflow-link").CountAsync() < 4; attempt++)
        {
            await Task.Delay(500);
            await page.ReloadAsync();
            await page.Locator("tbody a.link").First.WaitForAsync();
        }

        await Assertions.Expect(page.Locator("a.mlflow-link")).ToHaveCountAsync(4);
        Assert.StartsWith(dashboard.Mlflow.Address + "/#/experiments/", await page.Locator("a.mlflow-link").First.GetAttributeAsync("href"), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".mlflow-notice")).ToContainTextAsync("This run does not please");
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("/experiments?open=6&selected=7,6,4", "list", "light", "en", 1440, 900)]
    [InlineData("/experiments?open=6&selected=7,6,4", "list", "dark", "fr", 1024, 768)]
    [InlineData("/experiments?q=auc+%3E+0.7+max_depth+%3D+4", "wrong", "dark", "fr", 1440, 900)]
    [InlineData("/experiments/compare?selected=7,6,4", "compare", "light", "en", 1440, 900)]
    [InlineData("/experiments/compare?selected=7,6,4", "compare", "dark", "fr", 1440, 900)]
    [InlineData("/experiments/compare?selected=7,6,4&all=yes", "compare", "light", "fr", 1024, 768)]
    public async Task Experiments_AnyThemeLanguageAndSize_IsAccessibleAndWhole(string path, string name, string theme, string language, int width, int height)
    {
        var page = await dashboard.VisitAsync(path, theme, language, width, height);
        await page.Locator("tbody td, .state").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true], .skeleton')");
        if (name == "compare")
            await Assertions.Expect(page.Locator(".js-plotly-plot")).ToHaveCountAsync(3);
        await page.WaitForTimeoutAsync(400);
        var pictures = Directory.CreateDirectory(Repository.Path("RiskInsights.Tests", "TestResults", "pages")).FullName;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"experiments-{name}-{theme}-{width}-{language}.png"), FullPage = true, Timeout = 90_000 });
        Assert.Empty(await PagesTests.AxeAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Csv_OfAFilter_HasThoseRunsAndAWrongOneIsRefused()
    {
        using var client = new HttpClient();
        var csv = await client.GetStringAsync(new Uri(dashboard.Address + "/downloads/runs.csv?q=max_depth%20%3D%206"));
        var lines = csv.TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.Contains("params.max_depth", lines[0], StringComparison.Ordinal);
        Assert.Contains("metrics.auc", lines[0], StringComparison.Ordinal);
        Assert.Contains(",trial,", lines[1], StringComparison.Ordinal);
        using var refused = await client.GetAsync(new Uri(dashboard.Address + "/downloads/runs.csv?q=auc%20%3E"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Filter, character 6: ", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Seven runs before the demo bank's own.</summary>
    public sealed class Tracked : RunningDashboard
    {
        public MlflowStandIn Mlflow { get; private set; } = null!;

        protected override string[] Arguments => ["--demo-clients", "100", "--mlflow-uri", Mlflow.Address];

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            if (Mlflow is not null)
                await Mlflow.DisposeAsync();
        }

        protected override async Task PrepareAsync()
        {
            Mlflow = await MlflowStandIn.StartAsync();
            Mlflow.Poison = ("default #1", 400);
            await using var services = new ServiceCollection().AddLogging().AddRiskInsights(Folder).BuildServiceProvider();
            await Migrations.ApplyAsync(services.GetRequiredService<IWarehouseEngine>());
            var runs = services.GetRequiredService<TrainingRuns>();
            await runs.AddAsync(Run(0.72, 3, "logistic_regression"));
            var search = Run(0.815, 4);
            foreach (var (auc, depth) in new[] { (0.79, 2), (0.801, 3), (0.815, 4), (0.809, 6) })
                await runs.AddAsync(Run(auc, depth) with { Kind = RunKind.Trial, ParentRunId = search.RunId });
            await runs.AddAsync(search);
            await runs.AddAsync(Run(0.833, 5, "scorecard"));
            await runs.AddAsync(Run(0, 9) with { Status = RunStatus.Refused, Message = "The labels hold one class only: no client defaulted.", Metrics = new Dictionary<string, double>(), Curves = null });
        }

        private static TrainingRun Run(double auc, int depth, string algorithm = "gradient_boosting")
        {
            var power = (1 - auc) / auc;
            return SomeRuns.Default(auc, depth, algorithm) with
            {
                Metrics = new Dictionary<string, double> { ["auc"] = auc, ["gini"] = (2 * auc) - 1, ["average_precision"] = auc / 4, ["brier"] = 0.06 - (auc / 50), ["ks"] = auc / 1.6 },
                Curves = new RunCurves
                {
                    Roc = [.. Enumerable.Range(0, 101).Select(i => new RunPoint(i / 100.0, Math.Pow(i / 100.0, power)))],
                    PrecisionRecall = [.. Enumerable.Range(0, 101).Select(i => new RunPoint(i / 100.0, 0.04 + (0.4 * auc * Math.Pow(1 - (i / 100.0), 2))))],
                    Calibration = [.. Enumerable.Range(1, 10).Select(i => new RunPoint(0.004 * i * i, (0.004 * i * i * (0.8 + (auc / 4))) + 0.001))],
                },
            };
        }
    }
}
