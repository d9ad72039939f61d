using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.State;

/// <summary>
/// Tells an analyst, on whatever page, how the training of a model of clients ended: the new AUC beside that of its rival.
/// It lives as long as the analyst's session and begins when the page of the model was opened.
/// </summary>
public sealed class TrainingNews(JobQueue queue, ModelRecipes recipes, ModelReports reports, Toasts toasts, IStringLocalizer<Texts> texts, Formats format, ILogger<TrainingNews> log)
    : IDisposable
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
        if (!job.IsOpen && recipes.Find(job.Subject) is { } recipe && (job.IsTrainingOf(recipe.Name) || job.IsSearchOf(recipe.Name)))
            _ = TellAsync(recipe, job);
    }

    private async Task TellAsync(ModelRecipe recipe, JobState job)
    {
        try
        {
            toasts.Show(job.Phase switch
            {
                JobPhase.Succeeded => await TrainedAsync(recipe, job),
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

    private async Task<Toast> TrainedAsync(ModelRecipe recipe, JobState job)
    {
        var trained = JsonSerializer.Deserialize<TrainedVersion>(job.Result ?? "{}", JsonSerializerOptions.Web)?.Version;
        if (await reports.ReportAsync(recipe, trained) is not { } report)
            return new Toast(ToastKind.Done, texts["Training.Title"]);
        var title = texts.Of(recipe, "Training.DoneTitle", report.Shown.Version);
        var url = DashboardUrls.WithParameter(DashboardUrls.Model(recipe.Name), "version", report.Shown.Version.ToString(CultureInfo.InvariantCulture));
        if (report.Shown.IsCandidate)
            return new Toast(ToastKind.Failure, texts["Leakage.Title", report.Shown.Version], Leaks(report), texts["Leakage.Look", report.Shown.Version], url);
        return report.Before is { } before
            ? new Toast(ToastKind.Done, title, texts["Training.DoneAgainst", Auc(report.Shown), Auc(before), before.Version], texts["Training.Compare"], url)
            : new Toast(ToastKind.Done, title, texts["Training.DoneFirst", Auc(report.Shown)]);
    }

    private string Leaks(ModelReport report) =>
        texts["Leakage.NoScores"] + " " + string.Join(", ", report.Evaluation.Leaks.Select(l => texts["Feature." + l.Feature].Value));

    private string Auc(ListedVersion version) => format.Number(version.Auc, 3);

    private sealed record TrainedVersion(int? Version);
}
