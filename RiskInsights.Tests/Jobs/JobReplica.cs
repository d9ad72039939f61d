using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

/// <summary>A job queue with connections of its own on a database that others use too.</summary>
internal sealed class JobReplica : IAsyncDisposable
{
    private readonly IWarehouseEngine _engine;

    public JobReplica(PostgresDatabase database, Works works, string id)
    {
        var options = new WarehouseOptions { Engine = "postgres", ConnectionString = database.ConnectionString };
        _engine = options.Open(new DataFolder("unused"));
        Database = new WarehouseDatabase(_engine);
        Replica = new ReplicaOptions
        {
            Id = id,
            Place = id,
            Every = TimeSpan.FromMilliseconds(50),
            EveryWhenIdle = TimeSpan.FromMilliseconds(50),
            DeadAfter = TimeSpan.FromSeconds(1),
        };
        Queue = new JobQueue(Database, works, Replica, TimeProvider.System, NullLogger<JobQueue>.Instance);
        Queue.Changed += Seen.Enqueue;
    }

    public WarehouseDatabase Database { get; }

    public ReplicaOptions Replica { get; }

    public JobQueue Queue { get; }

    public ConcurrentQueue<JobState> Seen { get; } = new();

    public static async Task<JobReplica> StartAsync(PostgresDatabase database, Works works, string id)
    {
        var replica = new JobReplica(database, works, id);
        await replica.Queue.StartAsync(CancellationToken.None);
        return replica;
    }

    /// <summary>Waits until this replica announces a state.</summary>
    public async Task<JobState> SeesAsync(Func<JobState, bool> expected)
    {
        var seen = new TaskCompletionSource<JobState>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(JobState state)
        {
            if (expected(state))
                seen.TrySetResult(state);
        }

        Queue.Changed += Look;
        if (Seen.FirstOrDefault(expected) is { } before)
            seen.TrySetResult(before);
        try
        {
            return await seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            Queue.Changed -= Look;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.StopAsync(CancellationToken.None);
        Queue.Dispose();
        _engine.Dispose();
    }
}
