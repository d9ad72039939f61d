using System.Globalization;
using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Pipeline;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>Runs of the pipeline: the newest as a row of steps, all as a table, and what each found.</summary>
public sealed partial class Pipeline : IDisposable
{
    private JobState? _job;
    private string _step = "";
    private long _version;

    [SupplyParameterFromQuery(Name = "run")] private string? RunText { get; set; }

    [Inject] private PipelineRuns Runs { get; set; } = null!;

    [Inject] private StepRuns Steps { get; set; } = null!;

    [Inject] private PipelineStarts Starts { get; set; } = null!;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private PipelineNews News { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    /// <summary>The run that is looked at; null for the newest.</summary>
    private long? RunId => long.TryParse(RunText, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        News.Follow();
        Queue.Changed += OnJob;
        _job = Starts.Open;
    }

    private Task StartAsync(bool retrain) => ThenReadAsync(Starts.StartAsync(retrain, Analyst.Name));

    private Task RetryAsync(long runId) => ThenReadAsync(Starts.RetryAsync(runId, Analyst.Name));

    private void Cancel(long jobId) => Queue.Cancel(jobId);

    /// <summary>The run's row is complete only now: what the job announced before was early.</summary>
    private async Task ThenReadAsync(Task started)
    {
        await started;
        _version++;
    }

    private void OnJob(JobState job)
    {
        if (!string.Equals(job.Kind, JobKinds.Pipeline, StringComparison.Ordinal))
            return;
        _ = InvokeAsync(() =>
        {
            _job = Starts.Open;
            var step = PipelineDoing.Read(job.Step).Step;
            if (!job.IsOpen || job.Phase == JobPhase.Queued || !string.Equals(step, _step, StringComparison.Ordinal))
                _version++;
            _step = step;
            StateHasChanged();
        });
    }

    public void Dispose() => Queue.Changed -= OnJob;
}
