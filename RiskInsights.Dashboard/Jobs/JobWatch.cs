using System.Data.Common;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Looks after the jobs beside the one that runs: says that this replica lives, sees what the others do, hears cancellations
/// and takes over what a dead replica left.
/// </summary>
internal sealed class JobWatch(
    JobRepository repository, JobClaims claims, LeftJobs left, JobRunner runner, JobBoard board, ReplicaOptions replica, TimeProvider time, ILogger log)
{
    private readonly Silence _silence = new(replica.DeadAfter, replica.Every);
    private readonly long _started = time.GetTimestamp();
    private WarehouseMark? _mark;
    private int _ended;
    private bool _failed;

    /// <summary>How long until the next look.</summary>
    public TimeSpan Pause => board.IsWatched || board.Open.Count > 0 ? replica.Every : replica.EveryWhenIdle;

    /// <summary>Reads what is there, without announcing it.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        var signs = await repository.SignsAsync(cancellation);
        board.See(await repository.StatesAsync([.. signs.Select(s => s.JobId)], cancellation), silently: true);
    }

    /// <summary>Looks once. Returns whether a job waits that might begin.</summary>
    public async Task<bool> LookAsync(CancellationToken stopping)
    {
        try
        {
            await BeatAsync();
            var signs = await repository.SignsAsync(stopping);
            board.See(await repository.StatesAsync(board.Differing(signs), stopping));
            await TakeOverAsync(signs);
            await CompareAsync(stopping);
            var waiting = signs.Where(s => s.Phase == JobPhase.Queued).ToList();
            if (waiting.Count > 0)
            {
                await claims.KeepWaitingAsync();
                await left.EndAbsentAsync(replica.AbsentAfter);
            }

            if (waiting.Exists(w => w.CancelRequested == 1))
                await EndCancelledAsync();
            _failed = false;
            return waiting.Count > 0;
        }
        catch (Exception error) when (error is WarehouseException or DbException)
        {
            _silence.Miss();
            if (!_failed)
                log.LogWarning("The jobs of other replicas cannot be seen: {Reason}", error.Message);
            _failed = true;
            return false;
        }
    }

    /// <summary>Ends the jobs that were cancelled while they waited, and removes what they needed.</summary>
    public async Task EndCancelledAsync()
    {
        var ended = await left.EndCancelledAsync();
        foreach (var job in ended.Where(j => j.Place is null || string.Equals(j.Place, replica.Place, StringComparison.Ordinal)))
            runner.Discard(job);
        board.See(ended.Select(j => j.State));
    }

    private async Task BeatAsync()
    {
        if (runner.Current is not { } running)
            return;
        switch (await claims.BeatAsync(running.State))
        {
            case null:
                running.Lose();
                break;
            case true:
                running.Cancel();
                break;
            default:
                break;
        }
    }

    /// <summary>What a job changes is told by its end.</summary>
    private async Task CompareAsync(CancellationToken stopping)
    {
        var (mark, ended) = (await repository.MarkAsync(stopping), board.Ended);
        var isOfAJob = ended != _ended || board.Open.Any(j => j.Phase == JobPhase.Running);
        var isNew = _mark is not null && mark != _mark;
        (_mark, _ended) = (mark, ended);
        if (isNew && !isOfAJob)
            board.TellOfWarehouse();
    }

    private async Task TakeOverAsync(IReadOnlyList<JobSign> signs)
    {
        var running = signs.Where(s => s.Phase == JobPhase.Running && s.JobId != runner.Current?.Job.JobId);
        foreach (var silent in _silence.Look(running, time.GetElapsedTime(_started)))
        {
            if (await left.TakeBackAsync(silent))
                log.LogWarning("Job {JobId} was left by {Replica}, which has said nothing for {Seconds} s: it goes back into the queue", silent.JobId, silent.Owner, replica.DeadAfter.TotalSeconds);
        }
    }
}
