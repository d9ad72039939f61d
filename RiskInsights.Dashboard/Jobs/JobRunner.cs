using System.Collections.Concurrent;
using System.Data.Common;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Runs the jobs that this replica claims, one at a time.</summary>
internal sealed class JobRunner(JobClaims claims, IJobSource source, JobBoard board, ReplicaOptions replica, TimeProvider time, ILogger log)
{
    private readonly ConcurrentDictionary<long, bool> _unwanted = new();
    private volatile RunningJob? _current;

    public RunningJob? Current => _current;

    /// <summary>Stops the job if it runs here, now or before its row says that it was cancelled.</summary>
    public void Cancel(long jobId)
    {
        _unwanted[jobId] = true;
        if (_current is { } running && running.Job.JobId == jobId)
            running.Cancel();
    }

    /// <summary>Runs the next job to its end. False when there is none that may begin.</summary>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (await claims.ClaimAsync() is not { } claimed)
            return false;
        using var job = new RunningJob(claimed);
        using var registration = stopping.Register(job.Stop);
        _current = job;
        board.Move(job.State);
        if (_unwanted.ContainsKey(claimed.JobId))
            job.Cancel();
        try
        {
            await EndAsync(job, await RunAsync(job, stopping), stopping);
        }
        finally
        {
            _unwanted.TryRemove(claimed.JobId, out _);
            _current = null;
        }

        return true;
    }

    /// <summary>Removes what a job that is never run needed.</summary>
    public void Discard(StoredJob job)
    {
        try
        {
            (source.Make(job) as IDisposable)?.Dispose();
        }
#pragma warning disable CA1031 // What cannot be removed now is found at the next start.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogWarning(error, "What job {JobId} needed could not be removed", job.JobId);
        }
    }

    /// <returns>The job as it ended; null when it is another replica's now, or goes back into the queue.</returns>
    private async Task<JobState?> RunAsync(RunningJob job, CancellationToken stopping)
    {
        try
        {
            job.Stopped.ThrowIfCancellationRequested();
            var work = source.Make(job.Job);
            string? result = null;
            await JobThread.RunAsync(async () =>
            {
                using var hold = claims.Hold(job.Job.State);
                result = await work.RunAsync(new JobContext(job.State.StartedBy, (step, share) => Progress(job, step, share), job.Stopped));
            });
            return Ended(job, JobPhase.Succeeded, result, null);
        }
        catch (OperationCanceledException) when (job.IsCancelled)
        {
            return Ended(job, JobPhase.Cancelled, null, null);
        }
        catch (JobLostException)
        {
            job.Lose();
            return null;
        }
#pragma warning disable CA1031 // A failed job must not end the queue; what it threw is kept in its row and in the log.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (job.IsLost || stopping.IsCancellationRequested)
                return null;
            log.LogError(error, "Job {JobId} ({Kind} {Subject}) failed", job.Job.JobId, job.State.Kind, job.State.Subject);
            return Ended(job, JobPhase.Failed, (error as JobFailedException)?.Result, error.Message);
        }
    }

    private JobState Ended(RunningJob job, JobPhase phase, string? result, string? error) => job.State with
    {
        Phase = phase,
        Result = result,
        Error = error,
        ShareDone = phase == JobPhase.Succeeded ? 1 : job.State.ShareDone,
        FinishedAt = time.GetUtcNow(),
    };

    private async Task EndAsync(RunningJob job, JobState? ended, CancellationToken stopping)
    {
        if (ended is null && !job.IsLost)
        {
            await StoreAsync(job, () => HandBackAsync(job), stopping);
            board.Move(job.State with { Phase = JobPhase.Queued, Step = "", ShareDone = 0, StartedAt = null, Attempt = job.State.Attempt - 1 });
        }
        else if (ended is not null && await StoreAsync(job, () => claims.FinishAsync(ended), stopping))
        {
            Discard(job.Job);
            board.Move(ended);
        }
        else
        {
            log.LogWarning("Job {JobId} ({Kind} {Subject}) is another replica's now: what was done here does not count", job.Job.JobId, job.State.Kind, job.State.Subject);
            board.Lose(job.Job.JobId);
        }
    }

    private async Task<bool> HandBackAsync(RunningJob job)
    {
        await claims.HandBackAsync(job.State);
        return true;
    }

    /// <summary>Tries until it is stored: a row that stays open would keep everybody from asking for the same again.</summary>
    private async Task<bool> StoreAsync(RunningJob job, Func<Task<bool>> store, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await store();
            }
            catch (Exception error) when (error is WarehouseException or DbException)
            {
                log.LogError(error, "The end of job {JobId} could not be stored", job.Job.JobId);
                if (stopping.IsCancellationRequested)
                    return false;
            }

            await Task.Delay(replica.Every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Progress(RunningJob job, string step, double share)
    {
        if (string.Equals(step, job.State.Step, StringComparison.Ordinal) && share - job.State.ShareDone < 0.005)
            return;
        job.State = job.State with { Step = step, ShareDone = share };
        board.Move(job.State);
    }
}
