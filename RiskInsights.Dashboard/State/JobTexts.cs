using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.State;

/// <summary>Puts a job into the analyst's words.</summary>
public sealed class JobTexts(IStringLocalizer<Texts> texts, TimeProvider time)
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
        var step = texts["Step." + job.Step];
        return step.ResourceNotFound ? job.Step : step;
    }

    // What stands before a slash only makes a subject unique.
    private static string Name(string subject) => subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string UrlOf(JobState job) => (job.Kind, job.Subject) switch
    {
        (JobKinds.Train, AnomalyDetection.ModelName) => DashboardUrls.Anomalies(),
        (JobKinds.Train or JobKinds.Score, var model) => DashboardUrls.Model(model),
        (JobKinds.Export, _) => DashboardUrls.Exports(),
        (JobKinds.Import, _) => DashboardUrls.Data(),
        _ => DashboardUrls.Overview(),
    };
}
