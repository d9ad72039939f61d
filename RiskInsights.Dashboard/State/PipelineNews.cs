using Microsoft.Extensions.Localization;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.State;

/// <summary>
/// Tells an analyst, on whatever page, how a run of the pipeline ended. It lives as long as the analyst's session and begins
/// when the page of the pipeline was opened.
/// </summary>
public sealed class PipelineNews(JobQueue queue, Toasts toasts, IStringLocalizer<Texts> texts) : IDisposable
{
    private bool _follows;

    /// <summary>Begins to listen; a second call changes nothing.</summary>
    public void Follow()
    {
        if (_follows)
            return;
        _follows = true;
        queue.Changed += OnJob;
    }

    public void Dispose() => queue.Changed -= OnJob;

    private void OnJob(JobState job)
    {
        if (!job.IsOpen && string.Equals(job.Kind, JobKinds.Pipeline, StringComparison.Ordinal))
            toasts.Show(Of(job));
    }

    private Toast Of(JobState job) => job.Phase switch
    {
        JobPhase.Succeeded => new(ToastKind.Done, texts["Pipeline.Done"], null, texts["Pipeline.Look"], DashboardUrls.Pipeline()),
        JobPhase.Cancelled => new(ToastKind.Notice, texts["Pipeline.Cancelled"], texts["Pipeline.CancelledDetail"]),
        _ => new(ToastKind.Failure, texts["Pipeline.Failed"], job.Error, texts["Pipeline.Look"], DashboardUrls.Pipeline()),
    };
}
