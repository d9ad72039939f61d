using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Starts, shows and cancels the training of a model. The same job is seen by everyone, live.</summary>
public sealed partial class TrainingPanel : IDisposable
{
    private JobState? _job;
    private JobState? _ended;
    private bool _starting;
    private bool _choosing;

    /// <summary>What a click trains with; null while the form holds a wrong value.</summary>
    private TrainingRequest? _request = new();

    [Parameter, EditorRequired] public ModelRecipe Recipe { get; set; } = null!;

    /// <summary>The version that is looked at; null before the first training.</summary>
    [Parameter] public ModelReport? Report { get; set; }

    /// <summary>The training that ended last before the page was opened; null where there was none, or a version is newer.</summary>
    [Parameter] public JobState? Last { get; set; }

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Factory { get; set; } = null!;

    [Inject] private JobTexts Jobs { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private JobState? Ended => _ended ?? (Last?.Phase == JobPhase.Failed ? Last : null);

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Queue.Changed += OnJob;
        _job = Queue.Find(JobKinds.Train, Recipe.Name);
    }

    private async Task TrainAsync()
    {
        if (_request is not { } request)
            return;
        _starting = true;
        var before = Queue.Find(JobKinds.Train, Recipe.Name);
        _job = await Queue.EnqueueAsync(Factory.Train(Recipe, request), Analyst.Name);
        _starting = false;
        if (before?.JobId == _job.JobId)
            Toasts.Show(new Toast(ToastKind.Notice, T["Training.JoinedTitle"], T["Training.Joined", _job.StartedBy]));
    }

    /// <summary>A closed form trains with the defaults.</summary>
    private void Toggle()
    {
        _choosing = !_choosing;
        _request = new TrainingRequest();
    }

    private void Choose(TrainingRequest? request) => _request = request;

    private void Cancel()
    {
        if (_job is { } job)
            Queue.Cancel(job.JobId);
    }

    private void OnJob(JobState job)
    {
        if (!job.IsTrainingOf(Recipe.Name))
            return;
        _ = InvokeAsync(() =>
        {
            _job = job.IsOpen ? job : null;
            _ended = job.IsOpen ? null : job;
            StateHasChanged();
        });
    }

    public void Dispose() => Queue.Changed -= OnJob;
}
