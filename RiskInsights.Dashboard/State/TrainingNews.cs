using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.State;

/// <summary>
/// Tells an analyst, on whatever page, how a training of the default model ended: the new AUC beside the old one.
/// It lives as long as the analyst's session and begins when the page of the model was opened.
/// </summary>
public sealed class TrainingNews(JobQueue queue, DefaultRiskRepository repository, Toasts toasts, IStringLocalizer<Texts> texts, Formats format, ILogger<TrainingNews> log)
    : IDisposable
{
    private bool _follows;

    /// <summary>Whether a job trains the default model.</summary>
    public static bool IsTraining(JobState job) =>
        string.Equals(job.Kind, JobKinds.Train, StringComparison.Ordinal) && string.Equals(job.Subject, DefaultTraining.ModelName, StringComparison.Ordinal);

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
        if (!job.IsOpen && IsTraining(job))
            _ = TellAsync(job);
    }

    private async Task TellAsync(JobState job)
    {
        try
        {
            toasts.Show(job.Phase switch
            {
                JobPhase.Succeeded => await TrainedAsync(job),
                JobPhase.Cancelled => new Toast(ToastKind.Notice, texts["Training.CancelledTitle"], texts["Training.CancelledDetail"]),
                _ => new Toast(ToastKind.Failure, texts["Training.FailedTitle"], job.Error),
            });
        }
#pragma warning disable CA1031 // News that cannot be told must not end anything else.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(error, "The end of training {JobId} could not be told", job.JobId);
        }
    }

    private async Task<Toast> TrainedAsync(JobState job)
    {
        var trained = JsonSerializer.Deserialize<TrainedVersion>(job.Result ?? "{}", JsonSerializerOptions.Web)?.Version;
        if (await repository.ReportAsync(trained) is not { } report)
            return new Toast(ToastKind.Done, texts["Training.Title"]);
        var title = texts["Training.DoneTitle", report.Shown.Version];
        var url = DashboardUrls.WithParameter(DashboardUrls.DefaultRisk(), "version", report.Shown.Version.ToString(CultureInfo.InvariantCulture));
        if (report.Shown.IsCandidate)
            return new Toast(ToastKind.Failure, texts["Leakage.Title", report.Shown.Version], Leaks(report), texts["Leakage.Look", report.Shown.Version], url);
        return report.Before is { } before
            ? new Toast(ToastKind.Done, title, texts["Training.DoneAgainst", Auc(report.Shown), Auc(before), before.Version], texts["Training.Compare"], url)
            : new Toast(ToastKind.Done, title, texts["Training.DoneFirst", Auc(report.Shown)]);
    }

    private string Leaks(DefaultReport report) =>
        texts["Leakage.NoScores"] + " " + string.Join(", ", report.Evaluation.Leaks.Select(l => texts["Feature." + l.Feature].Value));

    private string Auc(DefaultVersion version) => format.Number(version.Auc, 3);

    private sealed record TrainedVersion(int? Version);
}
