using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Starts, shows and cancels the search for better options of a model. The same job is seen by everyone, live.</summary>
public sealed partial class SearchPanel : IDisposable
{
    private JobState? _job;
    private JobState? _failed;
    private bool _starting;
    private bool _wrong;
    private decimal? _minutes = (decimal)new SearchRequest().Minutes;

    [Parameter, EditorRequired] public ModelRecipe Recipe { get; set; } = null!;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Factory { get; set; } = null!;

    [Inject] private JobTexts Jobs { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Queue.Changed += OnJob;
        _job = Queue.Find(JobKinds.Search, Recipe.Name);
    }

    private async Task SearchAsync()
    {
        if (_minutes is not { } minutes)
            return;
        _starting = true;
        _job = await Queue.EnqueueAsync(Factory.Search(Recipe, new SearchRequest { Minutes = (double)minutes }), Analyst.Name);
        _starting = false;
    }

    private void Cancel()
    {
        if (_job is { } job)
            Queue.Cancel(job.JobId);
    }

    private void OnJob(JobState job)
    {
        if (!job.IsSearchOf(Recipe.Name))
            return;
        _ = InvokeAsync(() =>
        {
            _job = job.IsOpen ? job : null;
            _failed = job.Phase == JobPhase.Failed ? job : null;
            StateHasChanged();
        });
    }

    public void Dispose() => Queue.Changed -= OnJob;
}
