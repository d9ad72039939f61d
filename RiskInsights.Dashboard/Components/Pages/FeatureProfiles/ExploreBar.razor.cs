using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.FeatureProfiles;

/// <summary>Starts, shows and cancels the job that looks at the training rows. The same job is seen by everyone, live.</summary>
public sealed partial class ExploreBar : IDisposable
{
    private JobState? _job;
    private JobState? _failed;
    private bool _starting;

    [Parameter, EditorRequired] public ModelRecipe Recipe { get; set; } = null!;

    /// <summary>Null before the first training.</summary>
    [Parameter] public StoredExploration? Stored { get; set; }

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Factory { get; set; } = null!;

    [Inject] private JobTexts Jobs { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Queue.Changed += OnJob;
        _job = Queue.Find(JobKinds.Explore, Recipe.Name);
    }

    private async Task RefreshAsync()
    {
        _starting = true;
        _job = await Queue.EnqueueAsync(Factory.Explore(Recipe), Analyst.Name);
        _starting = false;
    }

    private void Cancel()
    {
        if (_job is { } job)
            Queue.Cancel(job.JobId);
    }

    private void OnJob(JobState job)
    {
        if (!string.Equals(job.Kind, JobKinds.Explore, StringComparison.Ordinal) || !string.Equals(job.Subject, Recipe.Name, StringComparison.Ordinal))
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
