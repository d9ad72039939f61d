using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline;

/// <summary>
/// The runs as rows. Where a job runs it, the job's row says how it stands: there is one truth for what is queued, cancelled
/// or left by a program that died. A run on the command line has no job and keeps its own.
/// </summary>
public sealed class PipelineRuns(WarehouseDatabase warehouse, TimeProvider time)
{
    private const string Columns = """
        r.run_id, r.asked, r.fire_at, r.options, COALESCE(j.status, r.status) AS status,
        CASE WHEN j.job_id IS NULL THEN r.error ELSE j.error END AS error,
        r.started_by, r.created_at, r.started_at, CASE WHEN j.job_id IS NULL THEN r.finished_at ELSE j.finished_at END AS finished_at,
        (SELECT MAX(p.report_id) FROM ops_reports p WHERE p.run_id = r.run_id) AS report_id
        """;

    private const string AddSql = """
        INSERT INTO ops_pipeline_runs (asked, fire_at, options, place, status, started_by, created_at)
        VALUES (@asked, @fireAt, @options, @place, 'queued', @startedBy, @now)
        ON CONFLICT DO NOTHING
        RETURNING run_id
        """;

    private const string RemoveSql = """
        DELETE FROM ops_pipeline_runs WHERE run_id = @runId AND started_at IS NULL
        """;

    private const string SkipSql = """
        UPDATE ops_pipeline_runs SET status = 'skipped', finished_at = @now WHERE run_id = @runId AND started_at IS NULL
        """;

    private const string JobSql = """
        UPDATE ops_pipeline_runs SET job_id = @jobId WHERE run_id = @runId
        """;

    private const string BeginSql = """
        UPDATE ops_pipeline_runs
        SET status = 'running', error = NULL, started_at = COALESCE(started_at, @now), finished_at = NULL
        WHERE run_id = @runId
        """;

    private const string EndSql = """
        UPDATE ops_pipeline_runs SET status = @status, error = @error, finished_at = @now WHERE run_id = @runId
        """;

    // Whoever runs this holds the folder, so nobody else runs anything in it.
    private const string CloseLeftSql = """
        UPDATE ops_pipeline_runs
        SET status = 'failed', finished_at = @now, error = 'The program ended while this run was open. A retry goes on with the step that did not end.'
        WHERE place = @place AND job_id IS NULL AND status IN ('queued', 'running') AND run_id <> @runId AND created_at < @before
        """;

    private const string FindSql = $"""
        SELECT {Columns} FROM ops_pipeline_runs r LEFT JOIN ops_jobs j ON j.job_id = r.job_id WHERE r.run_id = @runId
        """;

    private const string NewestSql = $"""
        SELECT {Columns} FROM ops_pipeline_runs r LEFT JOIN ops_jobs j ON j.job_id = r.job_id ORDER BY r.run_id DESC LIMIT @limit OFFSET @offset
        """;

    private const string CountSql = """
        SELECT COUNT(*) FROM ops_pipeline_runs
        """;

    /// <summary>Adds a run. Null when the schedule's moment has one already, made by whichever replica came first.</summary>
    /// <param name="fireAt">The moment that the schedule names; null for runs that a person asks for.</param>
    /// <param name="place">The name of the data folder that it works in.</param>
    public async Task<long?> AddAsync(
        RunTrigger trigger, DateTimeOffset? fireAt, PipelineOptions options, string place, string startedBy)
    {
        var row = new { asked = Name(trigger), fireAt, options = options.ToJson(), place, startedBy, now = time.GetUtcNow() };
        return (await warehouse.WriteAsideAsync(writer => writer.Rows<long>(AddSql, row))) is [var runId] ? runId : null;
    }

    /// <summary>Takes back a run that never began.</summary>
    public Task RemoveAsync(long runId) => warehouse.WriteAsideAsync(writer => writer.Execute(RemoveSql, new { runId }));

    /// <summary>Notes that a scheduled run was not needed, and keeps its moment taken.</summary>
    public Task SkipAsync(long runId) => warehouse.WriteAsideAsync(writer => writer.Execute(SkipSql, new { runId, now = time.GetUtcNow() }));

    /// <summary>Names the job that runs it now; null: the command line does.</summary>
    public Task SetJobAsync(long runId, long? jobId) => warehouse.WriteAsideAsync(writer => writer.Execute(JobSql, new { runId, jobId }));

    /// <summary>The run, or null.</summary>
    public async Task<PipelineRun?> FindAsync(long runId, CancellationToken cancellation = default) =>
        (await warehouse.RowOrNullAsync<RunRow>(FindSql, new { runId }, cancellation))?.Run();

    /// <summary>The newest run, or null before the first.</summary>
    public async Task<PipelineRun?> NewestAsync(CancellationToken cancellation = default) =>
        (await ListAsync(0, 1, cancellation)).FirstOrDefault();

    /// <summary>The runs, newest first.</summary>
    public async Task<IReadOnlyList<PipelineRun>> ListAsync(int offset, int limit, CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<RunRow>(NewestSql, new { offset, limit }, cancellation)).Select(r => r.Run())];

    public Task<int> CountAsync(CancellationToken cancellation = default) => warehouse.RowAsync<int>(CountSql, cancellation: cancellation);

    internal Task BeginAsync(long runId) => warehouse.WriteAsync(writer => writer.Execute(BeginSql, new { runId, now = time.GetUtcNow() }));

    internal Task EndAsync(long runId, PipelineStatus status, string? error) =>
        warehouse.WriteAsync(writer => writer.Execute(EndSql, new { runId, status = Name(status), error, now = time.GetUtcNow() }));

    /// <summary>Ends runs of the command line whose program was killed. Only for who holds the <see cref="PipelineLock"/>.</summary>
    /// <param name="before">Only those that were asked for before.</param>
    internal Task CloseLeftAsync(string place, long runId, DateTimeOffset before) =>
        warehouse.WriteAsideAsync(writer => writer.Execute(CloseLeftSql, new { place, runId, before, now = time.GetUtcNow() }));

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed record RunRow
    {
        public long RunId { get; init; }

        public string Asked { get; init; } = "";

        public DateTimeOffset? FireAt { get; init; }

        public string Options { get; init; } = "";

        public string Status { get; init; } = "";

        public string? Error { get; init; }

        public string StartedBy { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public long? ReportId { get; init; }

        public PipelineRun Run() => new()
        {
            RunId = RunId,
            Trigger = Enum.Parse<RunTrigger>(Asked, ignoreCase: true),
            FireAt = FireAt,
            Options = PipelineOptions.Parse(Options, RunId),
            Status = Enum.Parse<PipelineStatus>(Status, ignoreCase: true),
            Error = Error,
            StartedBy = StartedBy,
            CreatedAt = CreatedAt,
            StartedAt = StartedAt,
            FinishedAt = FinishedAt,
            ReportId = ReportId,
        };
    }
}
