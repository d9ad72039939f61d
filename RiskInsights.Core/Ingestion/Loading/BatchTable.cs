using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary><c>ops_batches</c>: which files have been loaded.</summary>
internal static class BatchTable
{
    private const string LastSql = """
        SELECT batch_id, attempt AS number FROM ops_batches WHERE source = @source AND file_sha256 = @sha256 ORDER BY attempt DESC LIMIT 1
        """;

    // Rows that waited for a client or an account, and a later load that may have brought it.
    private const string MayHealSql = """
        SELECT COUNT(*)
        FROM ops_batches b
        WHERE b.batch_id > @batchId AND b.loaded_rows > 0 AND b.source IN @dimensions
          AND EXISTS (SELECT 1 FROM ops_quarantine q WHERE q.batch_id = @batchId AND q.rule IN @rules)
        """;

    private const string BeginSql = """
        INSERT INTO ops_batches (source, file_name, file_sha256, attempt, read_rows, loaded_rows, unchanged_rows, quarantined_rows,
          started_by, started_at, finished_at)
        VALUES (@source, @fileName, @sha256, @attempt, 0, 0, 0, 0, @startedBy, @now, @now)
        RETURNING batch_id
        """;

    private const string FinishSql = """
        UPDATE ops_batches
        SET read_rows = @Read, loaded_rows = @Loaded, unchanged_rows = @Unchanged, quarantined_rows = @Quarantined, finished_at = @now
        WHERE batch_id = @batchId
        """;

    /// <summary>The batch that loaded this very file and leaves nothing to gain from loading it again, or null; and the number of attempts so far.</summary>
    public static (long? LoadedIn, int Attempts) Find(WarehouseWriter writer, string source, string sha256, IReadOnlyList<string> dimensions)
    {
        var last = writer.RowOrNull<Attempt>(LastSql, new { source, sha256 });
        if (last is null)
            return (null, 0);
        string[] rules = [Rules.UnknownAccount.Id, Rules.UnknownClient.Id];
        var mayHeal = writer.Row<long>(MayHealSql, new { batchId = last.BatchId, dimensions, rules }) > 0;
        return (mayHeal ? null : last.BatchId, last.Number);
    }

    public static long Begin(WarehouseWriter writer, string source, string fileName, string sha256, int attempt, string startedBy, DateTimeOffset now) =>
        writer.Row<long>(BeginSql, new { source, fileName, sha256, attempt, startedBy, now });

    public static void Finish(WarehouseWriter writer, long batchId, BatchCounts counts, DateTimeOffset now) =>
        writer.Execute(FinishSql, new { counts.Read, counts.Loaded, counts.Unchanged, counts.Quarantined, now, batchId });

    private sealed record Attempt
    {
        public long BatchId { get; init; }

        public int Number { get; init; }
    }
}
