using Microsoft.Playwright;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>The browser of the machine: Debian's chromium, or Chrome.</summary>
public static class Chromium
{
    private static readonly string? Found = new[] { "/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" }
        .FirstOrDefault(File.Exists);

    internal static string? SkipReason => Found is not null || RealData.IsRequired ? null : "No Chromium or Chrome on this machine.";

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Found ?? throw new InvalidOperationException("Chromium is missing: apt-get install chromium."),
        Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    });
}

/// <summary>A test in a real browser: skipped, saying so, where there is none; failing there when everything is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.SkipReason;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.SkipReason;
}
