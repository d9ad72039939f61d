using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Tracking;

/// <summary>What waits to be sent, how far each run got, and why it did not get further.</summary>
public sealed class RunOutbox(WarehouseDatabase warehouse, TimeProvider time)
{
    // The run that failed least often comes first: one that never gets through keeps no other from it.
    private const string NextSql = """
        SELECT r.run_number, COALESCE(s.send_attempts, 0) AS send_attempts
        FROM ml_runs r
        LEFT JOIN ml_run_sends s ON s.run_number = r.run_number
        WHERE s.sent_at IS NULL AND (s.next_send_at IS NULL OR s.next_send_at <= @now)
        ORDER BY COALESCE(s.send_attempts, 0), r.run_number
        LIMIT 1
        """;

    private const string KeepRunSql = """
        INSERT INTO ml_run_sends (run_number, mlflow_experiment_id, mlflow_run_id) VALUES (@number, @experimentId, @runId)
        ON CONFLICT (run_number) DO UPDATE SET mlflow_experiment_id = excluded.mlflow_experiment_id, mlflow_run_id = excluded.mlflow_run_id
        """;

    private const string KeepVersionSql = """
        UPDATE ml_run_sends SET mlflow_version = @version WHERE run_number = @number
        """;

    private const string SentSql = """
        UPDATE ml_run_sends SET sent_at = @now, next_send_at = NULL, send_error = NULL WHERE run_number = @number
        """;

    private const string FailedSql = """
        INSERT INTO ml_run_sends (run_number, send_attempts, next_send_at, send_error) VALUES (@number, 1, @next, @reason)
        ON CONFLICT (run_number) DO UPDATE
        SET send_attempts = ml_run_sends.send_attempts + 1, next_send_at = excluded.next_send_at, send_error = excluded.send_error
        """;

    private const string PostponeSql = """
        INSERT INTO ml_run_sends (run_number, next_send_at, send_error)
        SELECT r.run_number, @next, @reason FROM ml_runs r WHERE r.run_number <> @number
        ON CONFLICT (run_number) DO UPDATE SET next_send_at = excluded.next_send_at, send_error = excluded.send_error
        WHERE ml_run_sends.sent_at IS NULL
        """;

    private const string MostAttemptsSql = """
        SELECT COALESCE(MAX(send_attempts), 0) FROM ml_run_sends WHERE sent_at IS NULL
        """;

    private const string ParentSql = """
        SELECT s.mlflow_run_id
        FROM ml_runs r
        JOIN ml_run_sends s ON s.run_number = r.run_number
        WHERE r.run_id = @runId AND s.mlflow_run_id IS NOT NULL
        """;

    private const string TrialsSql = """
        SELECT s.mlflow_run_id
        FROM ml_runs r
        JOIN ml_run_sends s ON s.run_number = r.run_number
        WHERE r.parent_run_id = @runId AND s.mlflow_run_id IS NOT NULL
        ORDER BY r.run_number
        """;

    private const string StatesSql = """
        SELECT run_number, mlflow_experiment_id, mlflow_run_id, mlflow_version, sent_at, send_attempts, next_send_at, send_error FROM ml_run_sends
        """;

    /// <summary>How far every run that was tried has got, by its number.</summary>
    public async Task<IReadOnlyDictionary<long, RunSending>> StatesAsync(CancellationToken cancellation = default) =>
        (await warehouse.RowsAsync<RunSending>(StatesSql, cancellation: cancellation)).ToDictionary(s => s.RunNumber);

    /// <summary>The run to be sent now; null where all are sent or have to wait.</summary>
    internal Task<WaitingRun?> NextAsync(CancellationToken cancellation) =>
        warehouse.RowOrNullAsync<WaitingRun>(NextSql, new { now = time.GetUtcNow() }, cancellation);

    internal Task KeepRunAsync(long number, MlflowRun run) => ChangeAsync(KeepRunSql, new { number, experimentId = run.ExperimentId, runId = run.RunId });

    internal Task KeepVersionAsync(long number, string version) => ChangeAsync(KeepVersionSql, new { number, version });

    internal Task SentAsync(long number) => ChangeAsync(SentSql, new { number, now = time.GetUtcNow() });

    /// <summary>This run waits.</summary>
    internal Task FailedAsync(long number, string reason, TimeSpan wait) => ChangeAsync(FailedSql, new { number, reason, next = time.GetUtcNow() + wait });

    /// <summary>All runs wait: the server's trouble is every run's.</summary>
    internal Task AllFailedAsync(long number, string reason, TimeSpan wait) => warehouse.WriteAsideAsync(writer =>
    {
        var parameters = new { number, reason, next = time.GetUtcNow() + wait };
        return writer.Execute(FailedSql, parameters) + writer.Execute(PostponeSql, parameters);
    });

    /// <summary>How often the run was tried that was tried most often and is not sent.</summary>
    internal Task<int> MostAttemptsAsync(CancellationToken cancellation) => warehouse.RowAsync<int>(MostAttemptsSql, cancellation: cancellation);

    /// <summary>MLflow's id of a search; null while it is not there.</summary>
    internal Task<string?> ParentAsync(string runId, CancellationToken cancellation) => warehouse.RowOrNullAsync<string>(ParentSql, new { runId }, cancellation);

    /// <summary>MLflow's ids of a search's trials, as far as they are there.</summary>
    internal Task<IReadOnlyList<string>> TrialsAsync(string runId, CancellationToken cancellation) => warehouse.RowsAsync<string>(TrialsSql, new { runId }, cancellation);

    private Task ChangeAsync(string sql, object parameters) => warehouse.WriteAsideAsync(writer => writer.Execute(sql, parameters));
}

/// <summary>How far a run has got on its way to MLflow.</summary>
public sealed record RunSending
{
    public long RunNumber { get; init; }

    public string? MlflowExperimentId { get; init; }

    public string? MlflowRunId { get; init; }

    /// <summary>Of the registered model.</summary>
    public string? MlflowVersion { get; init; }

    /// <summary>Null while something of it is not there.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public int SendAttempts { get; init; }

    /// <summary>When it is tried again; null where that is at once, or not needed.</summary>
    public DateTimeOffset? NextSendAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? SendError { get; init; }
}

internal sealed record WaitingRun
{
    public long RunNumber { get; init; }

    public int SendAttempts { get; init; }
}
