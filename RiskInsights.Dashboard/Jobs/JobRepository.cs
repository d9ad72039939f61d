using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Jobs as rows: they survive navigation, restarts and the death of the replica that runs them. Who may run which is the
/// matter of <see cref="JobClaims"/>.
/// </summary>
public sealed class JobRepository(WarehouseDatabase warehouse)
{
    private const string AddSql = """
        INSERT INTO ops_jobs (kind, subject, status, step, share_done, started_by, created_at, options, place, heartbeat_at)
        VALUES (@kind, @subject, 'queued', '', 0, @startedBy, @createdAt, @options, @place, @createdAt)
        ON CONFLICT DO NOTHING
        RETURNING job_id
        """;

    private const string OpenSql = $"""
        SELECT {JobRow.Columns}
        FROM ops_jobs
        WHERE kind = @kind AND subject = @subject AND status IN ('queued', 'running')
        """;

    private const string SignsSql = """
        SELECT job_id, status, step, share_done, owner, attempt, cancel_requested, heartbeat_at
        FROM ops_jobs
        WHERE status IN ('queued', 'running') OR job_id > (SELECT COALESCE(MAX(job_id), 0) - 50 FROM ops_jobs)
        ORDER BY job_id
        """;

    private const string ByIdSql = $"""
        SELECT {JobRow.Columns} FROM ops_jobs WHERE job_id IN @ids ORDER BY job_id
        """;

    private const string FindSql = $"""
        SELECT {JobRow.Columns} FROM ops_jobs WHERE job_id = @jobId
        """;

    private const string AllOpenSql = $"""
        SELECT {JobRow.Columns} FROM ops_jobs WHERE status IN ('queued', 'running') ORDER BY job_id
        """;

    private const string MarkSql = """
        SELECT (SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches) AS newest_batch, (SELECT COUNT(*) FROM ml_model_versions) AS versions,
               (SELECT COALESCE(MAX(promotion_id), 0) FROM ml_promotions) AS newest_promotion
        """;

    private const string CancelSql = """
        UPDATE ops_jobs SET cancel_requested = 1 WHERE job_id = @jobId AND status IN ('queued', 'running')
        """;

    private const string NewestSql = $"""
        SELECT {JobRow.Columns}
        FROM ops_jobs
        ORDER BY job_id DESC
        LIMIT @limit
        """;

    private const string NewestOfKindSql = $"""
        SELECT {JobRow.Columns}
        FROM ops_jobs
        WHERE kind = @kind AND finished_at IS NOT NULL
        ORDER BY job_id DESC
        LIMIT @limit
        """;

    /// <summary>Adds the job, or finds the open one of the same kind and subject, on whichever replica that was asked for.</summary>
    /// <param name="place">The data folder whose files it needs; null where any replica can run it.</param>
    public Task<JobState> AddAsync(IJob job, string? place, string startedBy, DateTimeOffset createdAt) =>
        warehouse.WriteAsideAsync(writer =>
        {
            while (true)
            {
                var added = writer.Rows<long>(AddSql, new { kind = job.Kind, subject = job.Subject, startedBy, createdAt, options = job.Options, place });
                if (added.Count == 1)
                    return writer.Row<JobRow>(ByIdSql, new { ids = added }).State();

                // Between the two statements the open one may have ended: then there is room.
                if (writer.RowOrNull<JobRow>(OpenSql, new { kind = job.Kind, subject = job.Subject }) is { } open)
                    return open.State();
            }
        });

    /// <summary>The open jobs and the newest ones, the oldest first.</summary>
    public Task<IReadOnlyList<JobSign>> SignsAsync(CancellationToken cancellation = default) =>
        warehouse.RowsAsync<JobSign>(SignsSql, cancellation: cancellation);

    /// <summary>The jobs that are queued or running, the oldest first.</summary>
    public async Task<IReadOnlyList<StoredJob>> OpenAsync(CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<JobRow>(AllOpenSql, cancellation: cancellation)).Select(r => r.Stored())];

    /// <summary>The job, open or ended, or null.</summary>
    public async Task<StoredJob?> FindAsync(long jobId, CancellationToken cancellation = default) =>
        (await warehouse.RowOrNullAsync<JobRow>(FindSql, new { jobId }, cancellation))?.Stored();

    public async Task<IReadOnlyList<JobState>> StatesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation = default) =>
        ids.Count == 0 ? [] : [.. (await warehouse.RowsAsync<JobRow>(ByIdSql, new { ids }, cancellation)).Select(r => r.State())];

    /// <summary>What changes with every load, every training and every change of a champion, whoever does it.</summary>
    public Task<WarehouseMark> MarkAsync(CancellationToken cancellation = default) =>
        warehouse.RowAsync<WarehouseMark>(MarkSql, cancellation: cancellation);

    /// <summary>Asks whoever runs the job, or would, to stop.</summary>
    public Task RequestCancelAsync(long jobId) => warehouse.WriteAsideAsync(writer => writer.Execute(CancelSql, new { jobId }));

    public async Task<IReadOnlyList<JobState>> NewestAsync(int limit, CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<JobRow>(NewestSql, new { limit }, cancellation)).Select(r => r.State())];

    /// <summary>The jobs of one kind that have ended, newest first.</summary>
    public async Task<IReadOnlyList<JobState>> NewestAsync(string kind, int limit, CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<JobRow>(NewestOfKindSql, new { kind, limit }, cancellation)).Select(r => r.State())];
}

/// <summary>Two equal marks: nothing was loaded, trained or put into service in between.</summary>
public sealed record WarehouseMark
{
    public long NewestBatch { get; init; }

    public long Versions { get; init; }

    public long NewestPromotion { get; init; }
}
