using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>A real bank of 1993 and 1994: its own dates, its own currency, and a model page that says what is missing.</summary>
[Collection(RunningDashboardTests.Name)]
public sealed class BerkaTests
{
    [RealBankFact]
    public async Task Dashboard_BerkaBank_ShowsItsOwnDatesAndCurrency()
    {
        var bank = new BerkaDashboard();
        try
        {
            await bank.InitializeAsync();
            var page = await bank.VisitAsync("/");
            await Expect(page.Locator(".kpi-value").First).ToBeVisibleAsync();
            await Expect(page.GetByText("31 Mar 1994").First).ToBeVisibleAsync();
            await Expect(page.Locator(".kpi", new PageLocatorOptions { HasText = "Volume" }).Locator(".kpi-value")).ToContainTextAsync(new Regex("CZK|Kč"));
            Assert.DoesNotContain("€", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

            await page.GotoAsync(bank.Address + "/default-risk");
            await Expect(page.GetByText("needed").First).ToBeVisibleAsync();
            await page.GotoAsync(bank.Address + "/anomalies");
            await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Anomalies", Level = 1 })).ToBeVisibleAsync();
        }
        finally
        {
            await bank.DisposeAsync();
        }
    }

    private sealed class BerkaDashboard : RunningDashboard
    {
        protected override async Task PrepareAsync()
        {
            var (exitCode, output, error) = await TheProgram.RunAsync("import", RealData.Path("berka"), "--source", "berka", "--data", Folder.Root);
            Assert.True(exitCode == 0, output + error);
        }
    }
}

/// <summary>A test on real data in a real browser: skipped, saying so, where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealBankFactAttribute : FactAttribute
{
    public RealBankFactAttribute() => Skip = RealData.SkipReason ?? Chromium.SkipReason;
}
