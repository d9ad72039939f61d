using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Tracking;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components.Pages;
using RiskInsights.Tests.ModelRegistry.Runs;

namespace RiskInsights.Tests.Components.Pages;

public sealed class ExperimentsMlflowTests() : PageTest("en", services => services.AddSingleton(new TrackingOptions { MlflowUri = "https://mlflow.bank.example" }))
{
    [Fact]
    public async Task Mlflow_Configured_LinksWhatIsThereAndSaysWhyOthersAreNot()
    {
        for (var i = 0; i < 3; i++)
            await Program.Get<TrainingRuns>().AddAsync(SomeRuns.Default(0.8));
        await Program.Get<WarehouseDatabase>().WriteAsync(writer => writer.Execute("""
            INSERT INTO ml_run_sends (run_number, mlflow_experiment_id, mlflow_run_id, sent_at, send_error)
            VALUES (2, '7', 'abc', '2025-06-30T08:00:00.000Z', NULL), (3, NULL, NULL, NULL, 'MLflow is not available (503).')
            """));
        GoTo("/experiments");
        var page = Render<Experiments>();
        page.WaitForAssertion(() => Assert.Equal(["#3", "#2", "#1"], page.FindAll("tbody a.link").Select(a => a.TextContent)));
        Assert.Equal(["Waits", "Sent", "Waits"], page.FindAll("tbody tr").Select(r => r.LastElementChild!.QuerySelector("a, .tag")!.ChildNodes.OfType<AngleSharp.Dom.IText>().Select(t => t.TextContent.Trim()).First(t => t.Length > 0)));
        var link = page.Find("a.mlflow-link");
        Assert.Equal(("https://mlflow.bank.example/#/experiments/7/runs/abc", "noopener noreferrer"), (link.GetAttribute("href"), link.GetAttribute("rel")));
        Assert.Contains("Not in MLflow yet: 1.", page.Find(".mlflow-notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("MLflow is not available (503).", page.Find(".mlflow-notice").TextContent, StringComparison.Ordinal);
    }
}
