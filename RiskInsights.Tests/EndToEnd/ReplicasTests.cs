using System.Globalization;
using Microsoft.Playwright;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;
using static Microsoft.Playwright.Assertions;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>The real program twice, on one database, with data folders of their own and one pseudonym key.</summary>
[Collection(ReplicasTests.Alone)]
public sealed class ReplicasTests : IAsyncLifetime
{
    public const string Alone = "two replicas";

    private const string ChampionSql = """
        SELECT COALESCE(MAX(version), 0) FROM ml_model_versions WHERE model_name = 'default' AND stage = @champion
        """;

    private const string NewestJobSql = """
        SELECT job_id, kind, status, owner, attempt FROM ops_jobs ORDER BY job_id DESC LIMIT 1
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-replicas-").FullName;
    private readonly List<ReplicaProcess> _replicas = [];
    private PostgresDatabase? _place;
    private IWarehouseEngine? _engine;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private WarehouseDatabase Database => new(_engine!);

    public async Task InitializeAsync()
    {
        if (BrowserPostgresFactAttribute.SkipReason is not null)
            return;
        _place = PostgresServer.EmptyDatabase();
        var key = Path.Combine(_root, "mounted.key");
        await File.WriteAllTextAsync(key, new string('7', 64));
        for (var i = 0; i < 2; i++)
            _replicas.Add(new ReplicaProcess(Path.Combine(_root, $"data{i}"), _place, key));
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        foreach (var replica in _replicas)
            await replica.ReadyAsync();
        _engine = new WarehouseOptions { Engine = "postgres", ConnectionString = _place.ConnectionString }.Open(new DataFolder(_root));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
        _engine?.Dispose();
        _place?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [BrowserPostgresFact]
    public async Task Replicas_StartRetrainExportAndKill_GoOnAsOne()
    {
        // Started together on an empty database, they made one demo bank and one key ring.
        Assert.Equal(["first_run"], await Database.RowsAsync<string>("SELECT kind FROM ops_jobs"));
        Assert.Equal(1, await Database.RowAsync<int>("SELECT COUNT(*) FROM ops_keys"));
        Assert.Equal(1, await ChampionAsync());

        var pages = new List<IPage>();
        foreach (var replica in _replicas)
        {
            pages.Add(await VisitAsync(replica, "/default-risk"));
            await Expect(pages[^1].GetByText("Default risk v1").First).ToBeVisibleAsync(Within(60));
        }

        // Retrained on one, seen on the other without anybody touching it, and by whoever comes.
        await RetrainAsync(pages[0]);
        await Expect(pages[0].GetByText("Default risk v2 is trained").First).ToBeVisibleAsync(Within(120));
        await Expect(pages[1].GetByText("v3 joins when trained").First).ToBeVisibleAsync(Within(5));

        // Promoted on one, champion on the other.
        await PromoteAsync(pages[0], _replicas[0], 2);
        await Expect(Name(pages[1], 2)).ToBeVisibleAsync(Within(5));
        await Expect(Name(await VisitAsync(_replicas[1], "/default-risk"), 2)).ToBeVisibleAsync(Within(60));

        // Trained by a command, as a nightly job would: seen on every open page.
        Assert.Equal(0, (await TheProgram.RunAsync(["train", "default", .. _replicas[0].Warehouse])).ExitCode);
        foreach (var page in pages)
            await Expect(page.GetByText("v4 joins when trained").First).ToBeVisibleAsync(Within(5));

        await DownloadFromBothAsync();
        await KillTheOneThatTrainsAsync(pages);
    }

    private async Task DownloadFromBothAsync()
    {
        Assert.Equal(0, (await TheProgram.RunAsync(["export", "kpis", .. _replicas[0].Warehouse])).ExitCode);
        using var client = new HttpClient();
        var files = new List<byte[]>();
        foreach (var replica in _replicas)
            files.Add(await client.GetByteArrayAsync(new Uri(replica.Address, "/downloads/exports/kpis.csv")));
        Assert.True(files[0].Length > 100);
        Assert.Equal(files[0], files[1]);
        Assert.False(Directory.Exists(_replicas[1].Folder.Exports));
    }

    private async Task KillTheOneThatTrainsAsync(List<IPage> pages)
    {
        await RetrainAsync(pages[0]);
        var running = await UntilAsync(j => j is { Kind: "train", Status: "running" });
        var dying = _replicas.FindIndex(r => running.Owner!.Contains($"-{r.ProcessId.ToString(CultureInfo.InvariantCulture)}-", StringComparison.Ordinal));
        _replicas[dying].Kill();

        var ended = await UntilAsync(j => j.Status is not ("queued" or "running"));
        Assert.Equal((running.JobId, 1, "succeeded", 2), (ended.JobId, running.Attempt, ended.Status, ended.Attempt));
        Assert.Contains($"-{_replicas[1 - dying].ProcessId.ToString(CultureInfo.InvariantCulture)}-", ended.Owner, StringComparison.Ordinal);
        var newest = await Database.RowAsync<int>("SELECT MAX(version) FROM ml_model_versions WHERE model_name = 'default'");
        Assert.True(newest >= 4);
        await Expect(pages[1 - dying].GetByText(string.Create(CultureInfo.InvariantCulture, $"v{newest + 1} joins when trained")).First).ToBeVisibleAsync(Within(5));
    }

    private static async Task PromoteAsync(IPage page, ReplicaProcess replica, int version)
    {
        var number = version.ToString(CultureInfo.InvariantCulture);
        await page.GotoAsync(new Uri(replica.Address, $"/default-risk?version={number}").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Promote v{number}" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Reason" }).FillAsync("Learned from the newest data");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Make v{number} champion" }).ClickAsync();
        await Expect(page.GetByText($"v{number} is champion").First).ToBeVisibleAsync(Within(10));
    }

    private static ILocator Name(IPage page, int version) =>
        page.Locator("#model-name", new PageLocatorOptions { HasText = string.Create(CultureInfo.InvariantCulture, $"Default risk v{version}") });

    private static Task RetrainAsync(IPage page) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Retrain" }).ClickAsync();

    private static LocatorAssertionsToBeVisibleOptions Within(int seconds) => new() { Timeout = seconds * 1000 };

    private async Task<IPage> VisitAsync(ReplicaProcess replica, string path)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, Locale = "en" });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(replica.Address, path).AbsoluteUri);
        return page;
    }

    private Task<int> ChampionAsync() => Database.RowAsync<int>(ChampionSql, new { champion = ModelStage.Champion });

    private async Task<NewestJob> UntilAsync(Func<NewestJob, bool> expected)
    {
        for (var attempt = 0; attempt < 24_000; attempt++)
        {
            var job = await Database.RowAsync<NewestJob>(NewestJobSql);
            if (expected(job))
                return job;
            await Task.Delay(5);
        }

        throw new TimeoutException("The newest job did not come so far in two minutes.");
    }

    private sealed record NewestJob
    {
        public long JobId { get; init; }

        public string Kind { get; init; } = "";

        public string Status { get; init; } = "";

        public string? Owner { get; init; }

        public int Attempt { get; init; }
    }
}

[CollectionDefinition(ReplicasTests.Alone, DisableParallelization = true)]
public sealed class ReplicasTestsAlone;

/// <summary>A test that needs a browser and PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserPostgresFactAttribute : FactAttribute
{
    public BrowserPostgresFactAttribute() => Skip = SkipReason;

    internal static string? SkipReason => Chromium.SkipReason ?? TestEngines.SkipReason(TestEngine.Postgres);
}
