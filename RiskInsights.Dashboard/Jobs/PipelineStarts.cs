using RiskInsights.Core.Pipeline;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Starts runs of the pipeline. The run's row comes first, then its job; whoever comes second joins the open job, wherever
/// that was asked for.
/// </summary>
public sealed class PipelineStarts(PipelineRuns runs, JobQueue queue, JobRepository repository, JobFactory jobs, PipelineSettings settings, ReplicaOptions replica)
{
    /// <summary>What the rows of scheduled runs are stored with in place of a person.</summary>
    public const string BySchedule = "schedule";

    /// <summary>The open job of a run, or null.</summary>
    public JobState? Open => queue.Find(JobKinds.Pipeline, PipelineJob.Everything);

    /// <summary>Starts a run, or joins the open one.</summary>
    /// <param name="retrain">Trains the models anew; says nothing where a run is joined.</param>
    public async Task<JobState> StartAsync(bool retrain, string startedBy)
    {
        if (Open is { } open)
            return open;
        var runId = await runs.AddAsync(RunTrigger.Page, null, settings.Options(retrain, JobFactory.Threads), replica.Place, startedBy);
        var (job, joined) = await EnqueueAsync(runId!.Value, startedBy);
        if (joined)
            await runs.RemoveAsync(runId.Value);
        return job;
    }

    /// <summary>Starts the run of a moment of the schedule. Null when that has one already, on whichever replica.</summary>
    public async Task<JobState?> StartScheduledAsync(DateTimeOffset fireAt)
    {
        if (await runs.AddAsync(RunTrigger.Schedule, fireAt.ToUniversalTime(), settings.Options(retrain: false, JobFactory.Threads), replica.Place, BySchedule) is not { } runId)
            return null;
        var (job, joined) = await EnqueueAsync(runId, BySchedule);
        if (joined)
            await runs.SkipAsync(runId);
        return job;
    }

    /// <summary>Goes on with a run that failed or was cancelled, from its first step that did not end well; or joins the open run.</summary>
    /// <returns>Null when the run has no step to go on with: somebody else has gone on with it.</returns>
    public async Task<JobState?> RetryAsync(long runId, string startedBy)
    {
        if (Open is { } open)
            return open;
        if (await runs.FindAsync(runId) is not { CanRetry: true })
            return null;
        return (await EnqueueAsync(runId, startedBy)).Job;
    }

    private async Task<(JobState Job, bool Joined)> EnqueueAsync(long runId, string startedBy)
    {
        var job = await queue.EnqueueAsync(jobs.Pipeline(runId), startedBy);
        if (await repository.FindAsync(job.JobId) is { } stored && JobFactory.RunOf(stored) != runId)
            return (job, true);
        await runs.SetJobAsync(runId, job.JobId);
        return (job, false);
    }
}
