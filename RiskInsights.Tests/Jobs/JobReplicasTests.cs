using System.Diagnostics;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

/// <summary>Two job queues on one database, as two replicas of the program have them.</summary>
public sealed class JobReplicasTests : IDisposable
{
    private readonly Works _works = new();
    private PostgresDatabase? _database;

    private PostgresDatabase Database => _database ??= PostgresServer.NewDatabase();

    public void Dispose() => _database?.Dispose();

    [PostgresFact]
    public async Task Enqueue_OnBothReplicas_JoinsAndBothSeeItMoveAndEnd()
    {
        await using var a = await JobReplica.StartAsync(Database, _works, "a");
        await using var b = await JobReplica.StartAsync(Database, _works, "b");
        var (halfway, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var work = _works.Add("train", "default", async context =>
        {
            context.Report("job_fitting", 0.5);
            halfway.SetResult();
            await release.Task;
        });
        var first = await a.Queue.EnqueueAsync(work, "Ada");
        await halfway.Task;
        var joined = await b.Queue.EnqueueAsync(work, "Ben");
        Assert.Equal((first.JobId, "Ada"), (joined.JobId, joined.StartedBy));
        foreach (var replica in new[] { a, b })
            await replica.SeesAsync(s => s is { Phase: JobPhase.Running, Step: "job_fitting", ShareDone: 0.5 });
        Assert.Equal(first.JobId, Assert.Single(b.Queue.Open).JobId);
        release.SetResult();
        foreach (var replica in new[] { a, b })
            Assert.Equal((first.JobId, 1, 1.0), await replica.SeesAsync(s => s.Phase == JobPhase.Succeeded) is var end ? (end.JobId, end.Attempt, end.ShareDone) : default);
        Assert.Empty(b.Queue.Open);
    }

    [PostgresFact]
    public async Task Cancel_OnTheOtherReplica_StopsTheJobWithinTwoSeconds()
    {
        await using var a = await JobReplica.StartAsync(Database, _works, "a");
        await using var b = await JobReplica.StartAsync(Database, _works, "b");
        var job = await a.Queue.EnqueueAsync(Endless("train", "default"), "Ada");
        var owner = (await a.SeesAsync(s => s.Phase == JobPhase.Running)).Owner;
        await b.SeesAsync(s => s.Phase == JobPhase.Running);
        var asked = Stopwatch.StartNew();
        Assert.True((owner is "a" ? b : a).Queue.Cancel(job.JobId));
        await a.SeesAsync(s => s.Phase == JobPhase.Cancelled);
        await b.SeesAsync(s => s.Phase == JobPhase.Cancelled);
        Assert.InRange(asked.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.False(b.Queue.Cancel(job.JobId));
    }

    [PostgresFact]
    public async Task TakeOver_ReplicaThatSaysNothing_RunsItsJobAgain()
    {
        await using var dead = new JobReplica(Database, _works, "dead");
        await new JobRepository(dead.Database).AddAsync(_works.Add("train", "default", _ => Task.CompletedTask), null, "Ada", DateTimeOffset.UnixEpoch);
        await new JobClaims(dead.Database, dead.Replica, TimeProvider.System).ClaimAsync();
        await using var other = await JobReplica.StartAsync(Database, _works, "other");
        var end = await other.SeesAsync(s => !s.IsOpen);
        Assert.Equal((JobPhase.Succeeded, "other", 2), (end.Phase, end.Owner, end.Attempt));
    }

    /// <summary>A replica that only was slow finds that it lost its job, and stops without a trace.</summary>
    [PostgresFact]
    public async Task Lose_ReplicaThatWakesAgain_StopsAndTheOtherEndsTheJob()
    {
        await using var slow = await JobReplica.StartAsync(Database, _works, "slow");
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = false;
        var work = _works.Add("train", "default", async context =>
        {
            if (second)
                return;
            second = true;
            await using var registration = context.Cancellation.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, context.Cancellation);
        });
        var job = await slow.Queue.EnqueueAsync(work, "Ada");
        await slow.SeesAsync(s => s is { Phase: JobPhase.Running });

        // What another replica does with one that it has heard nothing of, however often it beats in between.
        var (repository, left) = (new JobRepository(slow.Database), new LeftJobs(slow.Database, slow.Replica, TimeProvider.System));
        while (!await left.TakeBackAsync((await repository.SignsAsync()).Single()))
            await Task.Yield();
        await stopped.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var end = await slow.SeesAsync(s => !s.IsOpen);
        Assert.Equal((job.JobId, JobPhase.Succeeded, 2), (end.JobId, end.Phase, end.Attempt));
    }

    [PostgresFact]
    public async Task Stop_ReplicaThatRunsAJob_HandsItToTheOther()
    {
        var a = await JobReplica.StartAsync(Database, _works, "a");
        var runs = 0;
        var work = _works.Add("train", "default", context => Interlocked.Increment(ref runs) == 1 ? Task.Delay(Timeout.Infinite, context.Cancellation) : Task.CompletedTask);
        await a.Queue.EnqueueAsync(work, "Ada");
        await a.SeesAsync(s => s.Phase == JobPhase.Running);
        await using var b = await JobReplica.StartAsync(Database, _works, "b");
        await a.DisposeAsync();
        var end = await b.SeesAsync(s => !s.IsOpen);
        Assert.Equal((JobPhase.Succeeded, "b", 1), (end.Phase, end.Owner, end.Attempt));
    }

    [PostgresFact]
    public async Task Run_TrainingAndExport_GoSideBySideOnTwoReplicas()
    {
        await using var a = await JobReplica.StartAsync(Database, _works, "a");
        await using var b = await JobReplica.StartAsync(Database, _works, "b");
        using var both = new Barrier(2);
        foreach (var (kind, subject) in new[] { ("train", "default"), ("export", "all") })
        {
            await a.Queue.EnqueueAsync(
                _works.Add(kind, subject, _ =>
                {
                    Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
                    return Task.CompletedTask;
                }),
                "Ada");
        }

        var ends = new[] { await a.SeesAsync(s => s is { Kind: "train", IsOpen: false }), await a.SeesAsync(s => s is { Kind: "export", IsOpen: false }) };
        Assert.All(ends, e => Assert.Equal(JobPhase.Succeeded, e.Phase));
        Assert.Equal(["a", "b"], ends.Select(e => e.Owner).Order());
    }

    private Work Endless(string kind, string subject) => _works.Add(kind, subject, context => Task.Delay(Timeout.Infinite, context.Cancellation));
}
