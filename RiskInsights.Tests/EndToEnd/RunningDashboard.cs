using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>The real program on an empty folder, as a newcomer starts it, with a browser beside it.</summary>
public class RunningDashboard : IAsyncLifetime
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("riskinsights-e2e-").FullName);
    private Process? _program;
    private IPlaywright? _playwright;

    public DataFolder Folder => _folder;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Arguments besides address and folder. Fewer clients than a newcomer gets: every training here is waited for.</summary>
    protected virtual string[] Arguments => ["--demo-clients", "1200"];

    public async Task InitializeAsync()
    {
        if (Chromium.SkipReason is not null)
            return;
        await PrepareAsync();
        _program = TheProgram.Start(["serve", "--data", _folder.Root, "--urls", Address, "--analyst", "Ada Martin", .. Arguments]);
        _ = _program.StandardOutput.ReadToEndAsync();
        var errors = _program.StandardError.ReadToEndAsync();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000);
        Browser = await Chromium.LaunchAsync(_playwright);
        await ReadyAsync(errors);
    }

    /// <summary>A page of a new visitor.</summary>
    public async Task<IPage> VisitAsync(string path, string theme = "light", string language = "en", int width = 1440, int height = 900)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            AcceptDownloads = true,
        });
        await context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = "theme", Value = theme, Url = Address }]);
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path.StartsWith("about:", StringComparison.Ordinal) ? path : Address + path);
        return page;
    }

    public virtual async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is { HasExited: false })
        {
            _program.Kill(entireProcessTree: true);
            await _program.WaitForExitAsync();
        }

        _program?.Dispose();
        Directory.Delete(_folder.Root, recursive: true);
    }

    /// <summary>What must be in the folder before the program starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private async Task ReadyAsync(Task<string> errors)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (_program!.HasExited)
                throw new InvalidOperationException($"The program ended: {await errors}");
            try
            {
                using var answer = await client.GetAsync(new Uri(Address + "/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The dashboard was not ready after two minutes.");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One demo bank for the browser tests: they share what a first start makes.</summary>
// Alone: jobs run with the lowest priority, and tests beside them would take the processor away.
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunningDashboardTests : ICollectionFixture<RunningDashboard>
{
    public const string Name = "running dashboard";
}
