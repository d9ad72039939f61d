using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Pipeline;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Components.Pages;

public sealed class PipelineTests() : PageTest("fr")
{
    [Fact]
    public void Pipeline_BeforeTheFirstRun_SaysWhatARunDoesAndThatNothingIsScheduled()
    {
        var page = Render<Dashboard.Components.Pages.Pipeline>();
        page.WaitForAssertion(() => Assert.Equal("Le pipeline n’a pas encore tourné", page.Find(".run-card .state b").TextContent));
        Assert.StartsWith("Non planifiée", page.Find(".figure dd").TextContent, StringComparison.Ordinal);
        Assert.Equal(Program.Folder.Raw, page.Find(".path code").TextContent);
    }

    [Fact]
    public async Task Pipeline_Run_ShowsEachStepAndTheReport()
    {
        Put("kyc.csv", SmallBank.Kyc);
        Put("accounts.csv", SmallBank.Accounts);
        Put("transactions.csv", SmallBank.Transactions);
        var page = Render<Dashboard.Components.Pages.Pipeline>();
        page.WaitForAssertion(() => page.Find(".run-card .state"));
        await page.InvokeAsync(() => page.Find(".run-card button.primary").Click());

        page.WaitForAssertion(() => Assert.Equal("Réussie", page.Find(".run-card .tag").TextContent.Trim()[^7..]));
        Assert.Equal(["done", "done", "nothing", "nothing", "done", "done"], page.FindAll(".pipeline-steps > li").Select(s => s.ClassName));
        Assert.Contains("3 fichiers, 10 lignes chargées", page.FindAll(".pipeline-steps > li")[0].TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".card-head h2"), h => h.TextContent == "Rapport de l’exécution 1"));
        Assert.Contains(page.FindAll("a[download]"), a => a.GetAttribute("href") == "/downloads/reports/1.json");
        page.WaitForAssertion(() => Assert.Equal("Le pipeline a terminé", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Title));
    }

    [Fact]
    public async Task Pipeline_RunThatFailed_SaysWhyAndGoesOnFromThere()
    {
        Put("notes.csv", "a,b\n1,2\n");
        var page = Render<Dashboard.Components.Pages.Pipeline>();
        page.WaitForAssertion(() => page.Find(".run-card .state"));
        await page.InvokeAsync(() => page.Find(".run-card button.primary").Click());
        page.WaitForAssertion(() => Assert.Contains("notes.csv", page.Find(".pipeline-steps .failed").TextContent, StringComparison.Ordinal));
        Assert.Contains("Rien n’a été fait avant.", page.Find(".standing").TextContent, StringComparison.Ordinal);

        File.Delete(Path.Combine(Program.Folder.Raw, "notes.csv"));
        page.WaitForAssertion(() => Assert.False(page.FindAll(".run-card .card-tools button")[0].HasAttribute("disabled")));
        await page.InvokeAsync(() => page.FindAll(".run-card .card-tools button")[0].Click());
        page.WaitForAssertion(() => Assert.Contains("essai 2", page.FindAll(".pipeline-steps > li")[0].TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".pipeline-steps .failed")));
        Assert.Equal(1, await Program.Get<PipelineRuns>().CountAsync());
    }

    [Fact]
    public void Pipeline_RunThatIsNotThere_SaysThatItHasNoReport()
    {
        GoTo("/pipeline?run=77");
        var page = Render<Dashboard.Components.Pages.Pipeline>();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".state b"), b => b.TextContent == "Cette exécution n’a pas de rapport"));
    }

    private void Put(string name, string text)
    {
        Directory.CreateDirectory(Program.Folder.Raw);
        File.WriteAllText(Path.Combine(Program.Folder.Raw, name), text);
    }
}
