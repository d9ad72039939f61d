using System.Data.Common;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Jobs for all replicas of the program: rows that each of them may run, one at a time. A second request for work that is
/// queued or running joins it, wherever it was made. What every job does is announced by <see cref="Changed"/>, those of other
/// replicas included (docs/decisions/replicas.md).
/// </summary>
public sealed class JobQueue : BackgroundService
{
    private readonly WarehouseDatabase _warehouse;
    private readonly JobRepository _repository;
    private readonly LeftJobs _left;
    private readonly ReplicaOptions _replica;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly JobBoard _board;
    private readonly JobRunner _runner;
    private readonly JobWatch _watch;
    private readonly Bell _work = new();
    private readonly Bell _look = new();

    public JobQueue(WarehouseDatabase warehouse, IJobSource source, ReplicaOptions replica, TimeProvider time, ILogger<JobQueue> log)
    {
        (_warehouse, _replica, _time, _log) = (warehouse, replica, time, log);
        _repository = new JobRepository(warehouse);
        _left = new LeftJobs(warehouse, replica, time);
        _board = new JobBoard(log);
        var claims = new JobClaims(warehouse, replica, time);
        _runner = new JobRunner(claims, source, _board, replica, time, log);
        _watch = new JobWatch(_repository, claims, _left, _runner, _board, replica, time, log);
    }

    /// <summary>Any job began, moved on or ended. Raised on the job's thread: handlers return at once.</summary>
    public event Action<JobState>? Changed
    {
        add => _board.Changed += value;
        remove => _board.Changed -= value;
    }

    /// <summary>Something was loaded, trained or put into service beside all jobs: by a command, or by an analyst's decision. Raised on any thread: handlers return at once.</summary>
    public event EventHandler? WarehouseChanged
    {
        add => _board.WarehouseChanged += value;
        remove => _board.WarehouseChanged -= value;
    }

    /// <summary>The jobs that are queued or running, oldest first.</summary>
    public IReadOnlyList<JobState> Open => _board.Open;

    /// <summary>The open job of a kind and subject, or null.</summary>
    public JobState? Find(string kind, string subject) => Open.FirstOrDefault(j =>
        string.Equals(j.Kind, kind, StringComparison.Ordinal) && string.Equals(j.Subject, subject, StringComparison.Ordinal));

    /// <summary>Queues the job, or joins the open one of the same kind and subject.</summary>
    public async Task<JobState> EnqueueAsync(IJob job, string startedBy)
    {
        var state = await _repository.AddAsync(job, job.NeedsThisFolder ? _replica.Place : null, startedBy, _time.GetUtcNow());
        _board.Add(state);
        _work.Ring();
        return state;
    }

    /// <summary>A page changed what others show, without a job: they read again. Other replicas see it by themselves.</summary>
    public void TellOfWarehouse() => _board.TellOfWarehouse();

    /// <summary>Asks an open job to stop, whichever replica runs it. False when there is no such open job.</summary>
    public bool Cancel(long jobId)
    {
        if (_board.Find(jobId) is null)
            return false;
        _runner.Cancel(jobId);
        if (_runner.Current?.Job.JobId != jobId)
            _ = RequestCancelAsync(jobId);
        return true;
    }

    /// <summary>Puts back what a stopped program left running, before anybody can queue something new.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Who is alone knows that nobody else runs anything; others have to listen first.
        if (!_warehouse.IsShared)
        {
            await _left.TakeBackAllAsync();
            await _left.EndAbsentAsync(TimeSpan.Zero);
        }

        await _watch.BeginAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _work.Dispose();
        _look.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RunAsync(stoppingToken), WatchAsync(stoppingToken));

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await _runner.RunNextAsync(stopping))
                    continue;
                await _work.WaitAsync(Timeout.InfiniteTimeSpan, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is WarehouseException or DbException)
            {
                _log.LogError(error, "The next job could not be claimed");
                await Task.Delay(_replica.Every, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WatchAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
                await _look.WaitAsync(_warehouse.IsShared ? await LookAsync(stopping) : await LookAloneAsync(), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _log.LogDebug("The jobs are no longer watched");
        }
    }

    private async Task<TimeSpan> LookAsync(CancellationToken stopping)
    {
        if (await _watch.LookAsync(stopping))
            _work.Ring();
        return _watch.Pause;
    }

    /// <summary>Alone with its warehouse, a program has only its own cancellations to look after.</summary>
    private async Task<TimeSpan> LookAloneAsync()
    {
        try
        {
            await _watch.EndCancelledAsync();
            _work.Ring();
            return Timeout.InfiniteTimeSpan;
        }
        catch (Exception error) when (error is WarehouseException or DbException)
        {
            _log.LogError(error, "Cancelled jobs could not be ended");
            return _replica.Every;
        }
    }

    private async Task RequestCancelAsync(long jobId)
    {
        try
        {
            await _repository.RequestCancelAsync(jobId);
            _look.Ring();
        }
        catch (Exception error) when (error is WarehouseException or DbException)
        {
            _log.LogError(error, "Job {JobId} could not be cancelled", jobId);
        }
    }
}
