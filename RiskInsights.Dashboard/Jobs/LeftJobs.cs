using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>What becomes of jobs that nobody runs any more, or nobody should begin.</summary>
public sealed class LeftJobs(WarehouseDatabase warehouse, ReplicaOptions replica, TimeProvider time)
{
    // The heartbeat that was last seen stands in it: one that came in the meantime keeps the job.
    private const string SilentSql = """
        job_id = @JobId AND status = 'running' AND attempt = @Attempt AND heartbeat_at = @HeartbeatAt
        """;

    private const string AgainSql = """
        SET status = 'queued', step = '', share_done = 0, started_at = NULL, heartbeat_at = @now
        """;

    private const string GiveUpSql = """
        SET status = 'failed', finished_at = @now,
            error = 'The program stopped each time while this job ran; it was begun ' || attempt || ' times and is not begun again.'
        """;

    private const string TakeBackSql = $"UPDATE ops_jobs {AgainSql} WHERE {SilentSql} AND attempt < @MostAttempts";
    private const string EndSql = $"UPDATE ops_jobs {GiveUpSql} WHERE {SilentSql} AND attempt >= @MostAttempts";
    private const string TakeBackAllSql = $"UPDATE ops_jobs {AgainSql} WHERE status = 'running' AND attempt < @MostAttempts";
    private const string EndAllSql = $"UPDATE ops_jobs {GiveUpSql} WHERE status = 'running' AND attempt >= @MostAttempts";

    private const string AbsentSql = """
        UPDATE ops_jobs
        SET status = 'failed', finished_at = @now,
            error = 'The files of this job lie in the data folder of a replica that stopped and did not come back. Nothing more of them was loaded: send them again, or share the folder among the replicas.'
        WHERE status = 'queued' AND place IS NOT NULL AND place <> @Place AND heartbeat_at < @before
        """;

    private const string CancelledSql = $"""
        UPDATE ops_jobs
        SET status = 'cancelled', finished_at = @now
        WHERE status = 'queued' AND cancel_requested = 1 AND (place IS NULL OR place = @Place OR heartbeat_at < @before)
        RETURNING {JobRow.Columns}
        """;

    /// <summary>Puts a job back into the queue whose replica says nothing any more, or ends it when that was the last attempt.</summary>
    /// <returns>False when the replica said something in the meantime, or another one took the job back.</returns>
    public Task<bool> TakeBackAsync(JobSign silent) => warehouse.WriteAsideAsync(writer =>
    {
        var job = new { silent.JobId, silent.Attempt, silent.HeartbeatAt, replica.MostAttempts, now = time.GetUtcNow() };
        return writer.Execute(TakeBackSql, job) + writer.Execute(EndSql, job) > 0;
    });

    /// <summary>The same with every running job, at the start of a program that is alone with its warehouse.</summary>
    public Task TakeBackAllAsync() => warehouse.WriteAsideAsync(writer =>
    {
        var all = new { replica.MostAttempts, now = time.GetUtcNow() };
        return writer.Execute(TakeBackAllSql, all) + writer.Execute(EndAllSql, all);
    });

    /// <summary>Ends the jobs whose files lie in a data folder that no replica had for so long.</summary>
    public Task<int> EndAbsentAsync(TimeSpan absentFor)
    {
        var now = time.GetUtcNow();
        return warehouse.WriteAsideAsync(writer => writer.Execute(AbsentSql, new { replica.Place, now, before = now - absentFor }));
    }

    /// <summary>Ends the jobs that were cancelled before they began, and returns them.</summary>
    public async Task<IReadOnlyList<StoredJob>> EndCancelledAsync()
    {
        var now = time.GetUtcNow();
        var rows = await warehouse.WriteAsideAsync(writer => writer.Rows<JobRow>(CancelledSql, new { replica.Place, now, before = now - replica.DeadAfter }));
        return [.. rows.Select(r => r.Stored())];
    }
}
