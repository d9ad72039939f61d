using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline;

/// <summary>The attempts at the steps of runs, as rows.</summary>
public sealed class StepRuns(WarehouseDatabase warehouse, TimeProvider time)
{
    private const string Columns = """
        step, attempt, status, started_at, finished_at, message, result
        """;

    // Of a program that died in the middle of a step.
    private const string LeftSql = """
        UPDATE ops_pipeline_steps SET status = 'stopped', finished_at = @now WHERE run_id = @runId AND status = 'running'
        """;

    private const string BeginSql = """
        INSERT INTO ops_pipeline_steps (run_id, step, attempt, status, started_at)
        SELECT @runId, @step, (SELECT COALESCE(MAX(s.attempt), 0) + 1 FROM ops_pipeline_steps s WHERE s.run_id = @runId AND s.step = @step), 'running', @now
        RETURNING attempt
        """;

    private const string EndSql = """
        UPDATE ops_pipeline_steps
        SET status = @status, finished_at = @now, message = @message, result = @result
        WHERE run_id = @runId AND step = @step AND attempt = @attempt
        """;

    private const string OfRunSql = $"""
        SELECT {Columns} FROM ops_pipeline_steps WHERE run_id = @runId ORDER BY started_at, attempt
        """;

    private const string LastResultSql = """
        SELECT result FROM ops_pipeline_steps
        WHERE step = @step AND status IN ('done', 'nothing')
        ORDER BY run_id DESC, attempt DESC
        LIMIT 1
        """;

    /// <summary>Every attempt of a run, in the order in which they began.</summary>
    public async Task<IReadOnlyList<StepRun>> OfRunAsync(long runId, CancellationToken cancellation = default) =>
        [.. (await warehouse.RowsAsync<StepRow>(OfRunSql, new { runId }, cancellation)).Select(r => r.Run())];

    /// <summary>JSON: what a step of the newest run in which it ended well left for the report; null when there is none.</summary>
    internal Task<string?> LastResultAsync(string step, CancellationToken cancellation) =>
        warehouse.RowOrNullAsync<string>(LastResultSql, new { step }, cancellation);

    /// <summary>Begins an attempt; returns its number.</summary>
    internal Task<int> BeginAsync(long runId, string step) => warehouse.WriteAsync(writer =>
    {
        var now = time.GetUtcNow();
        writer.Execute(LeftSql, new { runId, now });
        return writer.Row<int>(BeginSql, new { runId, step, now });
    });

    internal Task EndAsync(long runId, string step, int attempt, StepStatus status, string? message, string? result) =>
        warehouse.WriteAsync(writer => writer.Execute(
            EndSql, new { runId, step, attempt, status = status.ToString().ToLowerInvariant(), message, result, now = time.GetUtcNow() }));

    private sealed record StepRow
    {
        public string Step { get; init; } = "";

        public int Attempt { get; init; }

        public string Status { get; init; } = "";

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public string? Message { get; init; }

        public string? Result { get; init; }

        public StepRun Run() => new()
        {
            Step = Step,
            Attempt = Attempt,
            Status = Enum.Parse<StepStatus>(Status, ignoreCase: true),
            StartedAt = StartedAt,
            FinishedAt = FinishedAt,
            Message = Message,
            Result = Result,
        };
    }
}
