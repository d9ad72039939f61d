using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Tracking;

/// <summary>Champions that MLflow has not been told of: after a training, a promotion or a rollback.</summary>
internal sealed class ChampionNews(WarehouseDatabase warehouse, TimeProvider time)
{
    private const string UntoldSql = """
        SELECT r.run_number, r.model_name, s.mlflow_version, s.send_attempts
        FROM ml_model_versions v
        JOIN ml_runs r ON r.model_name = v.model_name AND r.version = v.version
        JOIN ml_run_sends s ON s.run_number = r.run_number
        WHERE v.stage = 'champion' AND s.is_champion_there = 0 AND s.sent_at IS NOT NULL AND s.mlflow_version IS NOT NULL
          AND (s.next_send_at IS NULL OR s.next_send_at <= @now)
        ORDER BY r.run_number
        """;

    private const string ForgetSql = """
        UPDATE ml_run_sends SET is_champion_there = 0
        WHERE is_champion_there = 1 AND run_number IN (SELECT run_number FROM ml_runs WHERE model_name = @ModelName)
        """;

    private const string ToldSql = """
        UPDATE ml_run_sends SET is_champion_there = 1, next_send_at = NULL, send_error = NULL, send_attempts = 0 WHERE run_number = @RunNumber
        """;

    public Task<IReadOnlyList<UntoldChampion>> UntoldAsync(CancellationToken cancellation) =>
        warehouse.RowsAsync<UntoldChampion>(UntoldSql, new { now = time.GetUtcNow() }, cancellation);

    public Task ToldAsync(UntoldChampion champion) =>
        warehouse.WriteAsideAsync(writer => writer.Execute(ForgetSql, champion) + writer.Execute(ToldSql, champion));
}

internal sealed record UntoldChampion
{
    public long RunNumber { get; init; }

    public string ModelName { get; init; } = "";

    public string MlflowVersion { get; init; } = "";

    public int SendAttempts { get; init; }
}
