using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Components.Pages.ModelPages;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Components;

/// <summary>The panel on a real queue that is not started, so that its jobs stay as they are.</summary>
public sealed class ModelTrainingPanelTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();
    private readonly Page _page;

    public ModelTrainingPanelTests() => _page = new Page(_warehouse);

    private JobQueue Queue => _page.Services.GetRequiredService<JobQueue>();

    private IRenderedComponent<TrainingPanel> Panel() => _page.Render<TrainingPanel>(p => p.Add(t => t.Recipe, SampleReports.Champion.Recipe).Add(t => t.Report, SampleReports.Champion));

    [Fact]
    public void TrainingPanel_NoTraining_SaysWhatWasLearnedFromAndOffersOne()
    {
        var panel = Panel();
        Assert.Contains("Learned from 300 rows, 30 of them before a default, as of 1 dates.", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("Retrain", panel.Find("button.primary").ChildNodes[^1].TextContent);
        Assert.Equal("Train", _page.Render<TrainingPanel>(p => p.Add(t => t.Recipe, SampleReports.Champion.Recipe)).Find("button.primary").ChildNodes[^1].TextContent);
    }

    [Fact]
    public async Task TrainingPanel_Clicked_QueuesATrainingInTheAnalystsNameThatEveryoneSees()
    {
        var (mine, theirs) = (Panel(), Panel());
        await mine.Find("button.primary").ClickAsync();
        mine.WaitForAssertion(() => Assert.Single(Queue.Open));
        var job = Queue.Open[0];
        Assert.Equal((JobKinds.Train, "default", "Ana Morel"), (job.Kind, job.Subject, job.StartedBy));
        theirs.WaitForAssertion(() => Assert.Contains("started by Ana Morel", theirs.Markup, StringComparison.Ordinal));
        Assert.Contains("started by Ana Morel", Panel().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainingPanel_ClickedAgain_JoinsAndSaysWhoStarted()
    {
        var panel = Panel();
        await panel.Find("button.primary").ClickAsync();
        panel.WaitForAssertion(() => Assert.Single(panel.FindAll(".progress")));
        await panel.Find("button.primary").ClickAsync();
        Assert.Single(Queue.Open);
        var toast = Assert.Single(_page.Services.GetRequiredService<Toasts>().Shown);
        Assert.Equal(("This training runs already", "Started by Ana Morel: you follow the same training."), (toast.Title, toast.Detail));
    }

    [Fact]
    public async Task TrainingPanel_OptionsChosen_TrainsWithThemAndARangeIsKept()
    {
        var panel = Panel();
        await panel.Find("button[aria-expanded]").ClickAsync();
        await panel.Find("select").ChangeAsync("gradient_boosting");
        Assert.Contains("1 to 16, default 3", panel.Markup, StringComparison.Ordinal);
        var depth = () => panel.FindAll(".field").First(f => f.QuerySelector("label")!.TextContent == "Depth of a tree");
        await depth().QuerySelector("input")!.ChangeAsync("17");
        Assert.Equal("At most 16", depth().QuerySelector(".hint.error")!.TextContent);
        Assert.True(panel.Find("button.primary").HasAttribute("disabled"));
        await depth().QuerySelector("input")!.ChangeAsync("5");
        await panel.FindAll(".field").First(f => f.QuerySelector("label")!.TextContent == "Seed").QuerySelector("input")!.ChangeAsync("7");
        await panel.Find("button.primary").ClickAsync();
        panel.WaitForAssertion(() => Assert.Single(Queue.Open));
        var stored = await _page.Services.GetRequiredService<JobRepository>().FindAsync(Queue.Open[0].JobId);
        var request = JsonSerializer.Deserialize<TrainingRequest>(stored!.Options)!;
        Assert.Equal(("gradient_boosting", 7, 5.0), (request.Algorithm, request.Seed, Assert.Single(request.Parameters!).Value));
    }

    [Fact]
    public void TrainingPanel_LastTrainingRefused_ShowsWhyInWords()
    {
        var last = new JobState { JobId = 1, Kind = JobKinds.Train, Subject = DefaultRecipe.Name, Phase = JobPhase.Failed, Step = "", ShareDone = 0, StartedBy = "a", CreatedAt = default, Error = "All 700 rows have the same outcome" };
        var panel = _page.Render<TrainingPanel>(p => p.Add(t => t.Recipe, SampleReports.Champion.Recipe).Add(t => t.Last, last));
        Assert.Equal("All 700 rows have the same outcome", panel.Find("[role=status]").TextContent);
        Assert.Equal("Failed", panel.Find(".tag").TextContent.Trim());
    }

    [Fact]
    public void JobState_OtherJobs_TrainNoModel()
    {
        var job = new JobState { JobId = 1, Kind = JobKinds.Train, Subject = DefaultRecipe.Name, Phase = JobPhase.Queued, Step = "", ShareDone = 0, StartedBy = "a", CreatedAt = default };
        Assert.True(job.IsTrainingOf(DefaultRecipe.Name));
        Assert.False((job with { Subject = "anomalies" }).IsTrainingOf(DefaultRecipe.Name));
        Assert.False((job with { Kind = JobKinds.Import }).IsTrainingOf(DefaultRecipe.Name));
    }

    public void Dispose()
    {
        _page.Dispose();
        _warehouse.Dispose();
    }

    private sealed class Page(TemporaryWarehouse warehouse) : ComponentTest("en", services => services
        .AddRiskInsights(warehouse.Folder).AddJobs().AddSingleton<JobTexts>());
}
