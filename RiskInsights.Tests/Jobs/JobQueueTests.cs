using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

public sealed class JobQueueTests : IAsyncLifetime
{
    private readonly TemporaryWarehouse _warehouse = new();
    private readonly Works _works = new();
    private readonly JobRepository _repository;
    private readonly JobQueue _queue;

    public JobQueueTests()
    {
        _repository = new JobRepository(_warehouse.Database);
        _queue = new JobQueue(_warehouse.Database, _works, new ReplicaOptions(), TimeProvider.System, NullLogger<JobQueue>.Instance);
    }

    public Task InitializeAsync() => _queue.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        _queue.Dispose();
        _warehouse.Dispose();
    }

    [EngineFact]
    public async Task Enqueue_TwentyClicks_AreOneJobOfTheFirstWhoAsked()
    {
        var release = new TaskCompletionSource();
        var job = _works.Add("train", "default", async _ => await release.Task);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _queue.EnqueueAsync(job, i == 0 ? "Ada" : "Ben")));
        Assert.Single(clicks.Select(c => c.JobId).Distinct());
        Assert.Single(_queue.Open);
        release.SetResult();
        Assert.Equal(JobPhase.Succeeded, (await EndOf(clicks[0].JobId)).Phase);
    }

    [EngineFact]
    public async Task Run_AnyJob_StaysOnAThreadOfItsOwnAcrossAwaits()
    {
        var threads = new List<(int Id, bool IsPool)>();
        var job = _works.Add("train", "default", async _ =>
        {
            for (var i = 0; i < 5; i++)
            {
                threads.Add((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
                await Task.Delay(1);
            }
        });
        await EndOf((await _queue.EnqueueAsync(job, "Ada")).JobId);
        Assert.Single(threads.Distinct());
        Assert.False(threads[0].IsPool);
    }

    [EngineFact]
    public async Task Cancel_RunningJob_EndsAsCancelledAndTheNextOneRuns()
    {
        var started = new TaskCompletionSource();
        var endless = await _queue.EnqueueAsync(
            _works.Add("train", "default", async context =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, context.Cancellation);
            }),
            "Ada");
        var next = await _queue.EnqueueAsync(_works.Add("export", "all", _ => Task.CompletedTask), "Ben");
        await started.Task;
        Assert.True(_queue.Cancel(endless.JobId));
        Assert.Equal(JobPhase.Cancelled, (await EndOf(endless.JobId)).Phase);
        Assert.Equal(JobPhase.Succeeded, (await EndOf(next.JobId)).Phase);
        Assert.False(_queue.Cancel(endless.JobId));
    }

    [EngineFact]
    public async Task Cancel_WaitingJob_NeverRuns()
    {
        var release = new TaskCompletionSource();
        var ran = false;
        var first = await _queue.EnqueueAsync(_works.Add("train", "default", async _ => await release.Task), "Ada");
        var second = await _queue.EnqueueAsync(
            _works.Add("export", "all", _ =>
            {
                ran = true;
                return Task.CompletedTask;
            }),
            "Ada");
        _queue.Cancel(second.JobId);
        release.SetResult();
        await EndOf(first.JobId);
        Assert.Equal(JobPhase.Cancelled, (await EndOf(second.JobId)).Phase);
        Assert.False(ran);
    }

    [EngineFact]
    public async Task Run_JobThrows_IsStoredWithItsMessageAndTheQueueGoesOn()
    {
        var failing = await _queue.EnqueueAsync(_works.Add("import", "x", _ => throw new InvalidOperationException("the disk is full")), "Ada");
        var next = await _queue.EnqueueAsync(_works.Add("export", "all", _ => Task.CompletedTask), "Ada");
        var failed = await EndOf(failing.JobId);
        Assert.Equal((JobPhase.Failed, "the disk is full"), (failed.Phase, failed.Error));
        Assert.Equal(JobPhase.Succeeded, (await EndOf(next.JobId)).Phase);
    }

    /// <summary>Alone with its file, a program knows at its start that nobody runs what stands there as running.</summary>
    [Fact]
    public async Task Start_JobsOfAStoppedProgram_RunAgain()
    {
        using var warehouse = new TemporaryWarehouse();
        var repository = new JobRepository(warehouse.Database);
        var stopped = new JobClaims(warehouse.Database, new ReplicaOptions(), TimeProvider.System);
        await repository.AddAsync(_works.Add("train", "default", _ => Task.CompletedTask), null, "Ada", DateTimeOffset.UnixEpoch);
        await repository.AddAsync(_works.Add("import", "kyc", _ => Task.CompletedTask), "another folder", "Ada", DateTimeOffset.UnixEpoch);
        await stopped.ClaimAsync();
        using var queue = new JobQueue(warehouse.Database, _works, new ReplicaOptions(), TimeProvider.System, NullLogger<JobQueue>.Instance);
        var ended = new TaskCompletionSource<JobState>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Changed += job =>
        {
            if (!job.IsOpen)
                ended.TrySetResult(job);
        };
        await queue.StartAsync(CancellationToken.None);
        Assert.Equal((JobPhase.Succeeded, 2), await ended.Task.WaitAsync(TimeSpan.FromMinutes(1)) is var job ? (job.Phase, job.Attempt) : default);
        await queue.StopAsync(CancellationToken.None);
        Assert.Contains("send them again", (await repository.NewestAsync(1))[0].Error, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Stop_RunningJob_WaitsForTheNextStart()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = await _queue.EnqueueAsync(
            _works.Add("train", "default", async context =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, context.Cancellation);
            }),
            "Ada");
        await started.Task;
        await _queue.StopAsync(CancellationToken.None);
        var stored = Assert.Single(await _repository.NewestAsync(5));
        Assert.Equal((job.JobId, JobPhase.Queued, 0), (stored.JobId, stored.Phase, stored.Attempt));
    }

    [EngineFact]
    public async Task Report_Progress_ReachesThoseWhoWatch()
    {
        var seen = new ConcurrentQueue<(string Step, double Share)>();
        _queue.Changed += job => seen.Enqueue((job.Step, job.ShareDone));
        var job = await _queue.EnqueueAsync(
            _works.Add("train", "default", context =>
            {
                context.Part(0.5, 1).Report("job_fitting", 0.5);
                return Task.CompletedTask;
            }),
            "Ada");
        await EndOf(job.JobId);
        Assert.Contains(("job_fitting", 0.75), seen);
    }

    /// <summary>An exception in the page of one analyst failed the job of another and ended the queue, and with it the program.</summary>
    [Fact]
    public async Task Changed_AListenerThrows_TheJobsGoOnAndTheOthersAreTold()
    {
        var told = new ConcurrentQueue<JobPhase>();
        _queue.Changed += _ => throw new InvalidOperationException("nobody is here");
        _queue.Changed += job => told.Enqueue(job.Phase);
        var first = await _queue.EnqueueAsync(_works.Add("export", "all", _ => Task.CompletedTask), "Ada");
        Assert.Equal(JobPhase.Succeeded, (await EndOf(first.JobId)).Phase);
        var next = await _queue.EnqueueAsync(_works.Add("import", "x", _ => Task.CompletedTask), "Ada");
        Assert.Equal(JobPhase.Succeeded, (await EndOf(next.JobId)).Phase);
        Assert.Contains(JobPhase.Succeeded, told);
    }

    /// <summary>The stored state, once the job is closed there too.</summary>
    private async Task<JobState> EndOf(long jobId)
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var job = (await _repository.NewestAsync(50)).Single(j => j.JobId == jobId);
            if (!job.IsOpen)
                return job;
            await Task.Delay(20);
        }

        throw new TimeoutException($"Job {jobId} did not end.");
    }
}
