using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Who runs which job. A claim is a replica's name and the number of the attempt, and every change of a running job's row names
/// both: a replica whose job was taken over changes nothing any more.
/// </summary>
public sealed class JobClaims(WarehouseDatabase warehouse, ReplicaOptions replica, TimeProvider time)
{
    private const string StillOursSql = """
        job_id = @JobId AND owner = @Owner AND attempt = @Attempt AND status = 'running'
        """;

    private const string BeatSql = $"""
        UPDATE ops_jobs SET heartbeat_at = @now, step = @Step, share_done = @ShareDone WHERE {StillOursSql} RETURNING cancel_requested
        """;

    private const string HoldSql = $"""
        UPDATE ops_jobs SET heartbeat_at = @now WHERE {StillOursSql}
        """;

    private const string FinishSql = $"""
        UPDATE ops_jobs
        SET status = @status, step = @Step, share_done = @ShareDone, result = @Result, error = @Error, finished_at = @FinishedAt
        WHERE {StillOursSql}
        """;

    private const string HandBackSql = $"""
        UPDATE ops_jobs
        SET status = 'queued', step = '', share_done = 0, started_at = NULL, heartbeat_at = @now, attempt = attempt - 1
        WHERE {StillOursSql}
        """;

    private const string WaitingHereSql = """
        UPDATE ops_jobs SET heartbeat_at = @now WHERE status = 'queued' AND place = @Place
        """;

    /// <summary>
    /// Takes the oldest job that may begin, or null. What loads data begins when all before it has ended, and nothing begins
    /// before it has ended; everything else runs side by side on different replicas.
    /// </summary>
    public async Task<StoredJob?> ClaimAsync() =>
        (await warehouse.WriteAsideAsync(writer => writer.RowOrNull<JobRow>(ClaimSql(warehouse.SkipTaken), new { replica.Id, replica.Place, now = time.GetUtcNow() })))?.Stored();

    /// <summary>
    /// Says that the job is being run, and how far it is. Returns whether somebody asked it to stop, or null when it is no
    /// longer this replica's.
    /// </summary>
    public async Task<bool?> BeatAsync(JobState job) =>
        (await warehouse.WriteAsideAsync(writer => writer.Rows<int>(BeatSql, Claim(job, time.GetUtcNow())))) is [var cancel] ? cancel == 1 : null;

    /// <summary>
    /// Until it is disposed of, whatever this flow of control changes in the warehouse is changed only if the job is still
    /// this replica's at that moment; nobody can take it over in between.
    /// </summary>
    public IDisposable Hold(JobState job) => warehouse.Checked(writer =>
    {
        if (writer.Execute(HoldSql, Claim(job, time.GetUtcNow())) == 0)
            throw new JobLostException(job.JobId);
    });

    /// <summary>Stores the end. False when the job is no longer this replica's.</summary>
    public async Task<bool> FinishAsync(JobState job) => await warehouse.WriteAsideAsync(writer => writer.Execute(FinishSql, new
    {
        status = JobRow.Name(job.Phase),
        job.Step,
        job.ShareDone,
        job.Result,
        job.Error,
        job.FinishedAt,
        job.JobId,
        job.Owner,
        job.Attempt,
    })) == 1;

    /// <summary>Puts a job back that this replica began and will not end, because it stops.</summary>
    public Task HandBackAsync(JobState job) => warehouse.WriteAsideAsync(writer => writer.Execute(HandBackSql, Claim(job, time.GetUtcNow())));

    /// <summary>Says that a replica with this data folder is there, for jobs that wait for one.</summary>
    public Task KeepWaitingAsync() => warehouse.WriteAsideAsync(writer => writer.Execute(WaitingHereSql, new { replica.Place, now = time.GetUtcNow() }));

    private static string ClaimSql(string skipTaken) => $"""
        UPDATE ops_jobs
        SET status = 'running', owner = @Id, attempt = attempt + 1, heartbeat_at = @now, started_at = @now, step = '', share_done = 0
        WHERE job_id = (
          SELECT j.job_id
          FROM ops_jobs j
          WHERE j.status = 'queued' AND j.cancel_requested = 0 AND (j.place IS NULL OR j.place = @Place)
            AND NOT EXISTS (
              SELECT 1 FROM ops_jobs earlier
              WHERE earlier.job_id < j.job_id AND earlier.status IN ('queued', 'running')
                AND (earlier.kind IN ('import', 'first_run', 'pipeline') OR j.kind IN ('import', 'first_run', 'pipeline')))
          ORDER BY j.job_id
          LIMIT 1
          {skipTaken})
        RETURNING {JobRow.Columns}
        """;

    private static object Claim(JobState job, DateTimeOffset now) => new { job.JobId, job.Owner, job.Attempt, job.Step, job.ShareDone, now };
}
