using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Ingestion;
using RiskInsights.Dashboard.Components.Pages;
using RiskInsights.Dashboard.Components.Pages.Imports;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ImportsTests : PageTest
{
    [Fact]
    public void Data_EmptyWarehouse_OffersTheUploadAndSaysThatThereIsNothing()
    {
        var page = Render<Data>();
        Assert.NotNull(page.Find("input[type=file][multiple]").GetAttribute("aria-label"));
        page.WaitForAssertion(() => Assert.Contains("Nothing has been imported yet", page.Markup, StringComparison.Ordinal));
        Assert.Equal(["kyc.csv", "accounts.csv", "transactions.csv", "events.csv"], page.FindAll("summary b").Select(b => b.TextContent));
    }

    [Fact]
    public void Upload_GoodAndBadFiles_ImportsSaysWhatBecameOfEachAndTellsIt()
    {
        var toasts = Services.GetRequiredService<Toasts>();
        var page = Render<Data>();
        page.FindComponent<InputFile>().UploadFiles(
            InputFileContent.CreateFromText("a,b\n1,2\n", "../<notes>.csv"), InputFileContent.CreateFromText(SmallBank.Accounts, "accounts.csv"), InputFileContent.CreateFromText(SmallBank.Kyc, "kyc.csv"));

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".outcomes > li").Count));
        Assert.Equal(
            ["_notes_.csv Refused: Wrong columns.", "kyc.csv 2 loaded · 0 unchanged · 0 quarantined", "accounts.csv 3 loaded · 0 unchanged · 0 quarantined"],
            page.FindAll(".outcomes > li .grow").Select(l => $"{l.Children[0].TextContent} {l.Children[1].TextContent}"));
        page.WaitForAssertion(() => Assert.Equal(["2", "1"], page.FindAll("tbody tr a.link").Select(a => a.TextContent)));
        var toast = Assert.Single(toasts.Shown);
        Assert.Equal((ToastKind.Failure, "1 of 3 files were refused"), (toast.Kind, toast.Title));
        Assert.StartsWith("_notes_.csv: ", toast.Detail, StringComparison.Ordinal);
        Assert.Empty(Program.Waiting);
    }

    [Fact]
    public void Upload_TooManyFiles_IsRefusedInWords()
    {
        var card = Render<UploadCard>();
        card.FindComponent<InputFile>().UploadFiles([.. Enumerable.Range(0, 21).Select(i => InputFileContent.CreateFromText("x", $"{i}.csv"))]);
        Assert.Contains("At most 20 files at once; you chose 21", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Program.Queue.Open);
        Assert.Empty(Program.Waiting);
    }

    [Fact]
    public async Task Report_OfABatch_CountsEveryRowAndExplainsTheRules()
    {
        await ImportAsync();
        var report = await ImportAsync("late.csv", SmallBank.TransactionsHeader + """

            5,A1,2024-02-01T00:00:00,-700.00,loan_payment,system,FR,,1187.50
            6,A1,2024-02-02T00:00:00,0,fee,system,FR,,
            7,A1,2024-02-02T00:00:00,0,fee,system,FR,,
            8,Z9,2024-02-02T00:00:00,-1,fee,system,FR,,<b>

            """);
        GoTo($"/data?batch={report.BatchId}");
        var page = Render<Data>();

        page.WaitForAssertion(() => Assert.Equal(["4", "0 0.0%", "1 25.0%", "3 75.0%"], page.FindAll(".counts dd").Select(d => d.TextContent)));
        Assert.Equal(["Impossible amount 2", "Unknown account 1"], page.FindAll(".rules li").Select(l => $"{l.Children[0].TextContent} {l.Children[1].TextContent}"));
        Assert.Contains("load the accounts first, then this file again", page.Find(".rules li:last-child .small").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/downloads/quarantine/{report.BatchId}.csv", page.Find(".batch-report a[download]").GetAttribute("href"));
        Assert.Equal(["3", "4", "5"], page.FindAll(".quarantine-lines tbody tr").Select(r => r.Children[0].TextContent));
        Assert.Contains("&lt;b&gt;", page.Find(".quarantine-lines").InnerHtml, StringComparison.Ordinal);
        Assert.Equal("/data", page.Find(".batch-report header a").GetAttribute("href"));
        // The list of batches is a card of its own: it may be read later than the report beside it.
        page.WaitForAssertion(() => Assert.Equal($"{report.BatchId}", page.Find("a.link[aria-current=true]").TextContent));

        GoTo("/data?batch=1");
        page.WaitForAssertion(() => Assert.Equal("Batch 1", page.Find(".batch-report h2").TextContent));
        GoTo("/data");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".batch-report")));
    }

    [Fact]
    public async Task Report_PersonalData_ShowsNoLine()
    {
        var report = await ImportAsync("kyc.csv", SmallBank.Kyc.Replace("retail", "nobility", StringComparison.Ordinal));
        var card = Render<BatchReportCard>(p => p.Add(c => c.BatchId, report.BatchId).Add(c => c.Version, 0));
        card.WaitForAssertion(() => Assert.Contains("not kept: personal data", card.Find(".quarantine-lines tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Dupré", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_UnknownBatch_SaysSo()
    {
        var card = Render<BatchReportCard>(p => p.Add(c => c.BatchId, 99).Add(c => c.Version, 0));
        card.WaitForAssertion(() => Assert.Equal("There is no batch 99", card.Find(".state b").TextContent));
    }

    [Fact]
    public async Task LastImport_TheSameFileAgain_SaysThatNothingWasRead()
    {
        await ImportAsync("kyc.csv", SmallBank.Kyc);
        var upload = await Program.SendAsync(("renamed.csv", SmallBank.Kyc));
        await Program.RunAsync(Program.Factory.ImportFiles(upload));
        var last = Render<LastImport>(p => p.Add(l => l.Version, 0));
        last.WaitForAssertion(() => Assert.Contains("This very file was loaded before, as batch 1", last.Find(".outcomes").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_EveryOne_HasItsMeaningInWords()
    {
        var texts = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<RiskInsights.Dashboard.Resources.Texts>>();
        Assert.All(Rules.All, rule =>
        {
            Assert.False(texts["Rule." + rule.Id].ResourceNotFound, rule.Id);
            Assert.Equal(rule.Meaning, texts["RuleMeaning." + rule.Id].Value);
        });
    }
}
