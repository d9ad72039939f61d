using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Jobs as rows: they survive navigation and restarts.</summary>
public sealed class JobRepository(WarehouseDatabase warehouse)
{
    private const string AddSql = """
        INSERT INTO ops_jobs (kind, subject, status, step, share_done, started_by, created_at)
        VALUES (@kind, @subject, 'queued', '', 0, @startedBy, @createdAt)
        RETURNING job_id
        """;

    private const string UpdateSql = """
        UPDATE ops_jobs
        SET status = @status, step = @Step, share_done = @ShareDone, result = @Result, error = @Error,
            started_at = @StartedAt, finished_at = @FinishedAt
        WHERE job_id = @JobId
        """;

    private const string AbandonSql = """
        UPDATE ops_jobs
        SET status = 'failed', error = 'The program stopped while this job was open.', finished_at = @now
        WHERE status IN ('queued', 'running')
        """;

    private const string NewestSql = """
        SELECT job_id, kind, subject, status, step, share_done, result, error, started_by, created_at, started_at, finished_at
        FROM ops_jobs
        ORDER BY job_id DESC
        LIMIT @limit
        """;

    private const string NewestOfKindSql = """
        SELECT job_id, kind, subject, status, step, share_done, result, error, started_by, created_at, started_at, finished_at
        FROM ops_jobs
        WHERE kind = @kind AND finished_at IS NOT NULL
        ORDER BY job_id DESC
        LIMIT @limit
        """;

    public Task<long> AddAsync(string kind, string subject, string startedBy, DateTimeOffset createdAt) =>
        warehouse.WriteAsync(writer => writer.Row<long>(AddSql, new { kind, subject, startedBy, createdAt }));

    public Task UpdateAsync(JobState job) =>
        warehouse.WriteAsync(writer => writer.Execute(UpdateSql, new
        {
            status = Name(job.Phase),
            job.Step,
            job.ShareDone,
            job.Result,
            job.Error,
            job.StartedAt,
            job.FinishedAt,
            job.JobId,
        }));

    /// <summary>Closes the jobs that a stopped program left open.</summary>
    public Task AbandonAsync(DateTimeOffset now) => warehouse.WriteAsync(writer => writer.Execute(AbandonSql, new { now }));

    public async Task<IReadOnlyList<JobState>> NewestAsync(int limit, CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<JobRow>(NewestSql, new { limit }, cancellation)).Select(r => r.State())];

    /// <summary>The jobs of one kind that have ended, newest first.</summary>
    public async Task<IReadOnlyList<JobState>> NewestAsync(string kind, int limit, CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<JobRow>(NewestOfKindSql, new { kind, limit }, cancellation)).Select(r => r.State())];

    private static string Name(JobPhase phase) => phase switch
    {
        JobPhase.Queued => "queued",
        JobPhase.Running => "running",
        JobPhase.Succeeded => "succeeded",
        JobPhase.Failed => "failed",
        _ => "cancelled",
    };

    private sealed record JobRow
    {
        public long JobId { get; init; }

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Status { get; init; } = "";

        public string Step { get; init; } = "";

        public double ShareDone { get; init; }

        public string? Result { get; init; }

        public string? Error { get; init; }

        public string StartedBy { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public JobState State() => new()
        {
            JobId = JobId,
            Kind = Kind,
            Subject = Subject,
            Phase = Enum.Parse<JobPhase>(Status, ignoreCase: true),
            Step = Step,
            ShareDone = ShareDone,
            Result = Result,
            Error = Error,
            StartedBy = StartedBy,
            CreatedAt = CreatedAt,
            StartedAt = StartedAt,
            FinishedAt = FinishedAt,
        };
    }
}
