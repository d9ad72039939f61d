using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Components.Pages.ModelPages;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Components;

/// <summary>The panel on a real queue that is not started, so that its jobs stay as they are.</summary>
public sealed class ModelSearchPanelTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();
    private readonly Page _page;

    public ModelSearchPanelTests() => _page = new Page(_warehouse);

    private JobQueue Queue => _page.Services.GetRequiredService<JobQueue>();

    private IRenderedComponent<SearchPanel> Panel() => _page.Render<SearchPanel>(p => p.Add(s => s.Recipe, SampleReports.Champion.Recipe));

    [Fact]
    public async Task SearchPanel_ABudget_QueuesOneSearchThatEveryoneSees()
    {
        var (mine, theirs) = (Panel(), Panel());
        await mine.Find("input").ChangeAsync("25");
        await mine.Find("button").ClickAsync();
        mine.WaitForAssertion(() => Assert.Single(Queue.Open));
        var job = Queue.Open[0];
        Assert.Equal((JobKinds.Search, "default", "Ana Morel"), (job.Kind, job.Subject, job.StartedBy));
        var stored = await _page.Services.GetRequiredService<JobRepository>().FindAsync(job.JobId);
        Assert.Equal(25, JsonSerializer.Deserialize<SearchRequest>(stored!.Options)!.Minutes);
        theirs.WaitForAssertion(() => Assert.Contains("started by Ana Morel", theirs.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(theirs.FindAll("button.danger"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("100000")]
    [InlineData("soon")]
    public async Task SearchPanel_ABudgetOutOfRange_CannotStart(string minutes)
    {
        var panel = Panel();
        await panel.Find("input").ChangeAsync(minutes);
        Assert.NotEmpty(panel.FindAll(".hint.error"));
        Assert.True(panel.Find("button").HasAttribute("disabled"));
        await panel.Find("input").ChangeAsync("5");
        Assert.False(panel.Find("button").HasAttribute("disabled"));
    }

    public void Dispose()
    {
        _page.Dispose();
        _warehouse.Dispose();
    }

    private sealed class Page(TemporaryWarehouse warehouse) : ComponentTest("en", services => services
        .AddRiskInsights(warehouse.Folder).AddJobs().AddSingleton<JobTexts>());
}
