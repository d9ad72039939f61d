using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.State;

/// <summary>Puts a job into the analyst's words.</summary>
public sealed class JobTexts(IStringLocalizer<Texts> texts, Formats format, TimeProvider time)
{
    public JobStatus Of(JobState job) => new(
        job.JobId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Title(job),
        job.ShareDone,
        Step(job),
        job.Remaining(time.GetUtcNow()),
        job.StartedBy,
        job.StartedAt ?? job.CreatedAt)
    {
        Url = UrlOf(job),
    };

    /// <summary>"Training default risk", "Import of demo".</summary>
    public string Title(JobState job)
    {
        var title = texts[$"Job.Title.{job.Kind}.{job.Subject}"];
        return title.ResourceNotFound ? texts["Job.Title." + job.Kind, Name(job.Subject)] : title;
    }

    /// <summary>What it does now. A step without a text of its own is a name, such as a file's.</summary>
    public string Step(JobState job)
    {
        if (job.Phase == JobPhase.Queued || job.Step.Length == 0)
            return texts["Step.job_queued"];
        if (!string.Equals(job.Kind, JobKinds.Pipeline, StringComparison.Ordinal))
            return Doing(job.Step);
        var (step, doing) = PipelineDoing.Read(job.Step);
        var parts = new[] { step.Length == 0 ? "" : texts["Pipeline.Step." + step].Value, doing.Length == 0 ? "" : Doing(doing) };
        return string.Join(" · ", parts.Where(p => p.Length > 0));
    }

    private string Doing(string step)
    {
        if (TrialDoing.Read(step) is { } trial)
        {
            return trial.BestLoss is { } loss
                ? texts["Step.job_trial", format.Number(trial.Trial), format.Number(trial.Trials), format.Number(loss, 4)]
                : texts["Step.job_trial_first", format.Number(trial.Trial), format.Number(trial.Trials)];
        }

        var text = texts["Step." + step];
        return text.ResourceNotFound ? step : text;
    }

    // What stands before a slash only makes a subject unique.
    private static string Name(string subject) => subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string UrlOf(JobState job) => (job.Kind, job.Subject) switch
    {
        (JobKinds.Train, AnomalyDetection.ModelName) => DashboardUrls.Anomalies(),
        (JobKinds.Train or JobKinds.Search or JobKinds.Score, var model) => DashboardUrls.Model(model),
        (JobKinds.Explore, var model) => DashboardUrls.ExploreModel(model),
        (JobKinds.Export, _) => DashboardUrls.Exports(),
        (JobKinds.Import, _) => DashboardUrls.Data(),
        (JobKinds.Pipeline, _) => DashboardUrls.Pipeline(),
        _ => DashboardUrls.Overview(),
    };
}
