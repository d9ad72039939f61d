using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;
using static Microsoft.Playwright.Assertions;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>The whole main job as an analyst does it, in one go: filter, retrain, lasso, flag, export, and the files agree with the database.</summary>
[Collection(RunningDashboardTests.Name)]
public sealed partial class MainJobTests(RunningDashboard dashboard)
{
    [BrowserFact]
    public async Task MainJob_FilterRetrainLassoFlagExport_EndsInFilesThatEqualTheDatabase()
    {
        var page = await dashboard.VisitAsync("/");
        int flagged;
        try
        {
            await FilterByABarAsync(page);
            await RetrainAsync(page);
            flagged = await FlagALassoAsync(page);
            await ExportAllAsync(page);
        }
        catch
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Repository.Path("RiskInsights.Tests", "TestResults", "main-job-failed.png") });
            throw;
        }

        await CompareWithDatabaseAsync(flagged);
    }

    /// <summary>A second start on the same folder took the running jobs of the first for left ones, and removed the files that it was receiving.</summary>
    [BrowserFact]
    public async Task Serve_FolderThatIsServed_IsRefusedAndExportsGoOn()
    {
        var (exitCode, output, error) = await TheProgram.RunAsync("serve", "--data", dashboard.Folder.Root, "--urls", "http://127.0.0.1:0");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"error: The data folder {dashboard.Folder.Root} is being served by another dashboard", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal(0, (await TheProgram.RunAsync("export", "kpis", "--data", dashboard.Folder.Root)).ExitCode);
        Assert.Equal(0, (await TheProgram.RunAsync("health", "--url", dashboard.Address)).ExitCode);
    }

    private async Task FilterByABarAsync(IPage page)
    {
        var volume = page.Locator(".kpi", new PageLocatorOptions { HasText = "Volume" }).Locator(".kpi-value");
        await Expect(volume).ToContainTextAsync("€");
        var before = await volume.InnerTextAsync();

        await page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Channel" }).GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "Mobile" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("channel=mobile"));
        await Expect(volume).Not.ToHaveTextAsync(before);
        var filtered = await volume.InnerTextAsync();

        // The view is its address: a fresh browser shows the same.
        var other = await dashboard.VisitAsync(new Uri(page.Url).PathAndQuery);
        await Expect(other.Locator(".kpi", new PageLocatorOptions { HasText = "Volume" }).Locator(".kpi-value")).ToHaveTextAsync(filtered);
        await other.Context.CloseAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(volume).ToHaveTextAsync(before);
    }

    private static async Task RetrainAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Default risk" }).ClickAsync();
        await Expect(page.GetByText("Default risk v1").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Retrain" }).ClickAsync();
        await Expect(page.GetByText("Default risk v2 is trained").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 90_000 });
        await page.GotoAsync(new Uri(new Uri(page.Url), "/default-risk?version=2").AbsoluteUri);
        await Expect(page.GetByText("v2 against v1").First).ToBeVisibleAsync();
    }

    private static async Task<int> FlagALassoAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Anomalies" }).ClickAsync();
        var plot = page.Locator(".js-plotly-plot .nsewdrag").First;
        await Expect(plot).ToBeVisibleAsync();
        await page.Locator(".js-plotly-plot canvas").First.WaitForAsync();
        var box = (await plot.BoundingBoxAsync())!;

        // The upper third: above the line, where the abnormal ones are.
        (float X, float Y)[] corners = [(0.3f, 0.02f), (0.98f, 0.02f), (0.98f, 0.3f), (0.3f, 0.3f), (0.3f, 0.02f)];
        var flag = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = FlagButton() });
        await UntilAsync(async () =>
        {
            await page.Mouse.MoveAsync(box.X + (corners[0].X * box.Width), box.Y + (corners[0].Y * box.Height));
            await page.Mouse.DownAsync();
            foreach (var (x, y) in corners)
                await page.Mouse.MoveAsync(box.X + (x * box.Width), box.Y + (y * box.Height), new MouseMoveOptions { Steps = 6 });
            await page.Mouse.UpAsync();
            await page.GetByText(SelectedCount()).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 5_000 });
        });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^.*Fraud") }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Note" }).FillAsync("Same beneficiary");
        await Expect(flag).ToBeEnabledAsync();
        var flagged = int.Parse(FlagButton().Match(await flag.InnerTextAsync()).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.InRange(flagged, 1, 5_000);
        await flag.ClickAsync();
        await Expect(page.GetByText("Same beneficiary").First).ToBeVisibleAsync();

        // Flags stay: another visitor sees them, filtered.
        await page.GotoAsync(new Uri(new Uri(page.Url), "/anomalies?verdicts=flagged").AbsoluteUri);
        await Expect(page.GetByText($"of {flagged.ToString("N0", CultureInfo.InvariantCulture)}").First).ToBeVisibleAsync();
        return flagged;

        static async Task UntilAsync(Func<Task> act)
        {
            // The points arrive after the drawing: a lasso drawn before them holds nothing.
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await act();
                    return;
                }
                catch (TimeoutException) when (attempt < 6)
                {
                    await Task.Delay(1_000);
                }
            }
        }
    }

    private static async Task ExportAllAsync(IPage page)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), "/exports").AbsoluteUri);

        // Rows are read only by the live page: a button of the page that was sent ahead of it would not last.
        await Expect(page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "dim_clients" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Export all" }).ClickAsync();
        await Expect(page.GetByText("The export is complete").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 90_000 });
    }

    private async Task CompareWithDatabaseAsync(int flagged)
    {
        using var engine = new Sqlite(dashboard.Folder.Database);
        var database = new WarehouseDatabase(engine);
        var transactions = Read("fact_transactions");
        Assert.Equal(await database.RowAsync<int>("SELECT COUNT(*) FROM fact_transactions"), transactions.Rows.Count);
        Assert.Equal(await database.RowAsync<long>("SELECT SUM(amount_cents) FROM fact_transactions") / 100m, transactions.Sum("amount"));
        var daily = Read("agg_daily");
        Assert.Equal(await database.RowAsync<long>("SELECT SUM(debit_cents) FROM agg_daily") / 100m, daily.Sum("debit"));
        var anomalies = Read("anomalies");
        Assert.Equal(flagged, anomalies.Rows.Count(r => r[anomalies.Column("verdict")] is "fraud" && r[anomalies.Column("decided_by")] is "Ada Martin"));
        Assert.NotEmpty(Read("scores").Rows);
        Assert.NotEmpty(Read("kpis").Rows);
    }

    private CsvFile Read(string table) => CsvFile.Read(Path.Combine(dashboard.Folder.Exports, "latest", table + ".csv"));

    [GeneratedRegex(@"Flag ([\d,]+) transaction")]
    private static partial Regex FlagButton();

    [GeneratedRegex(@"[\d,]+ transactions? selected")]
    private static partial Regex SelectedCount();
}
