using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Exports;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ExportsTests() : PageTest("fr")
{
    [Fact]
    public async Task Exports_AllThenOne_ShowsRowsAndOffersTheFiles()
    {
        await ImportAsync();
        var page = Render<Dashboard.Components.Pages.Exports>();
        page.WaitForAssertion(() => Assert.Equal(Program.Get<ExportService>().Names, page.FindAll("tbody td:first-child").Select(d => d.TextContent)));
        Assert.Empty(page.FindAll("a[download]"));
        Assert.Contains(page.FindAll("tbody td"), d => d.TextContent == "Pas encore exporté");

        await page.InvokeAsync(() => page.Find("button.primary").Click());
        page.WaitForAssertion(() => Assert.Equal(13, page.FindAll("tbody a[download]").Count));
        Assert.Equal("/downloads/exports/fact_transactions.csv", page.FindAll("tbody a[download]")[3].GetAttribute("href"));
        Assert.Equal("5", page.FindAll("tbody tr")[3].Children[2].TextContent);
        page.WaitForAssertion(() => Assert.Equal("L’export est terminé", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Title));

        await page.InvokeAsync(() => page.FindAll("tbody button")[8].Click());
        page.WaitForAssertion(() => Assert.StartsWith("kpis_", page.Find(".entries b").TextContent, StringComparison.Ordinal));
        var newest = await Program.Get<ExportService>().HistoryAsync(100);
        Assert.Equal((14, "kpis", "Ana Morel"), (newest.Count, newest[0].Name, newest[0].ExportedBy));
    }

    [Fact]
    public void Exports_ForPowerBi_GivesTheFolderToCopy()
    {
        var page = Render<Dashboard.Components.Pages.Exports>();
        var folder = Path.Combine(Program.Folder.Exports, "latest");
        Assert.Equal(folder, page.Find(".path code").TextContent);
        Assert.Equal(folder, page.Find(".path [data-copy]").GetAttribute("data-copy"));
    }
}
