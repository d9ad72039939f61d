using System.Threading.Channels;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// One queue, one job at a time. A second request for work that is queued or running joins it. Progress lives here and is
/// announced by <see cref="Changed"/>; the rows are written when a job starts and ends, because the warehouse's only
/// writer may be the job itself.
/// </summary>
public sealed class JobQueue(JobRepository repository, TimeProvider time, ILogger<JobQueue> log) : BackgroundService
{
    private readonly Channel<OpenJob> _waiting = Channel.CreateUnbounded<OpenJob>();
    private readonly Lock _gate = new();
    private readonly List<OpenJob> _open = [];
    private readonly SemaphoreSlim _adding = new(1, 1);

    /// <summary>Any job began, moved on or ended. Raised on the job's thread: handlers return at once.</summary>
    public event Action<JobState>? Changed;

    /// <summary>The jobs that are queued or running, oldest first.</summary>
    public IReadOnlyList<JobState> Open
    {
        get
        {
            lock (_gate)
                return [.. _open.Select(j => j.State)];
        }
    }

    /// <summary>The open job of a kind and subject, or null.</summary>
    public JobState? Find(string kind, string subject) => Open.FirstOrDefault(j => IsSame(j, kind, subject));

    /// <summary>Queues the job, or joins the open one of the same kind and subject.</summary>
    public async Task<JobState> EnqueueAsync(IJob job, string startedBy)
    {
        await _adding.WaitAsync();
        try
        {
            if (Find(job.Kind, job.Subject) is { } running)
                return running;
            var now = time.GetUtcNow();
            var id = await repository.AddAsync(job.Kind, job.Subject, startedBy, now);
            var state = new JobState
            {
                JobId = id,
                Kind = job.Kind,
                Subject = job.Subject,
                Phase = JobPhase.Queued,
                Step = "",
                ShareDone = 0,
                StartedBy = startedBy,
                CreatedAt = now,
            };
            var open = new OpenJob(job, state);
            lock (_gate)
                _open.Add(open);
            _waiting.Writer.TryWrite(open);
            Tell(state);
            return state;
        }
        finally
        {
            _adding.Release();
        }
    }

    /// <summary>Asks an open job to stop. False when there is no such open job.</summary>
    public bool Cancel(long jobId)
    {
        OpenJob? found;
        lock (_gate)
            found = _open.Find(j => j.State.JobId == jobId);
        found?.Stop.Cancel();
        return found is not null;
    }

    /// <summary>Closes what a stopped program left open, before anybody can queue something new.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await repository.AbandonAsync(time.GetUtcNow());
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _waiting.Reader.ReadAllAsync(stoppingToken))
            await RunAsync(job, stoppingToken);
    }

    private static bool IsSame(JobState job, string kind, string subject) =>
        string.Equals(job.Kind, kind, StringComparison.Ordinal) && string.Equals(job.Subject, subject, StringComparison.Ordinal);

    private async Task RunAsync(OpenJob job, CancellationToken stopping)
    {
        using var registration = stopping.Register(job.Stop.Cancel);
        try
        {
            job.Stop.Token.ThrowIfCancellationRequested();
            Announce(job, job.State with { Phase = JobPhase.Running, StartedAt = time.GetUtcNow() });
            await repository.UpdateAsync(job.State);
            string? result = null;
            await JobThread.RunAsync(async () => result = await job.Work.RunAsync(new JobContext(job.State.StartedBy, (step, share) => Progress(job, step, share), job.Stop.Token)));
            Finish(job, JobPhase.Succeeded, result, null);
        }
        catch (OperationCanceledException) when (job.Stop.IsCancellationRequested)
        {
            Finish(job, JobPhase.Cancelled, null, null);
        }
#pragma warning disable CA1031 // A failed job must not end the queue; what it threw is kept in its row and in the log.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(error, "Job {JobId} ({Kind} {Subject}) failed", job.State.JobId, job.State.Kind, job.State.Subject);
            Finish(job, JobPhase.Failed, (error as JobFailedException)?.Result, error.Message);
        }

        // Also a job that was cancelled before it began has something to clear away.
        (job.Work as IDisposable)?.Dispose();
        await SaveAsync(job);
        lock (_gate)
            _open.Remove(job);
        Tell(job.State);
    }

    private void Finish(OpenJob job, JobPhase phase, string? result, string? error) =>
        job.State = job.State with { Phase = phase, Result = result, Error = error, ShareDone = phase == JobPhase.Succeeded ? 1 : job.State.ShareDone, FinishedAt = time.GetUtcNow() };

    /// <summary>A listener that fails (the page of somebody who has left, say) ends neither the job nor the queue.</summary>
    private void Tell(JobState state)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                listener(state);
            }
#pragma warning disable CA1031 // Whatever it is, it is the listener's own trouble.
            catch (Exception error)
#pragma warning restore CA1031
            {
                log.LogError(error, "A listener to job {JobId} failed", state.JobId);
            }
        }
    }

    private async Task SaveAsync(OpenJob job)
    {
        try
        {
            await repository.UpdateAsync(job.State);
        }
        catch (Exception error) when (error is WarehouseException or System.Data.Common.DbException or ObjectDisposedException)
        {
            log.LogError(error, "The end of job {JobId} could not be stored", job.State.JobId);
        }
    }

    private void Progress(OpenJob job, string step, double share)
    {
        var changed = !string.Equals(step, job.State.Step, StringComparison.Ordinal) || share - job.State.ShareDone >= 0.005;
        if (changed)
            Announce(job, job.State with { Step = step, ShareDone = share });
    }

    private void Announce(OpenJob job, JobState state)
    {
        job.State = state;
        Tell(state);
    }

    private sealed class OpenJob(IJob work, JobState state)
    {
        public IJob Work => work;

        public JobState State { get; set; } = state;

        public CancellationTokenSource Stop { get; } = new();
    }
}
