using System.Globalization;
using CsvHelper;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion;

/// <summary>What was imported, and what was turned away.</summary>
public sealed class BatchRepository(WarehouseDatabase database)
{
    private const string BatchesSql = """
        SELECT batch_id, source, file_name, read_rows, loaded_rows, unchanged_rows, quarantined_rows, started_by, started_at, finished_at
        FROM ops_batches
        ORDER BY batch_id DESC
        LIMIT @count OFFSET @skip
        """;

    /// <summary>The batches, newest first.</summary>
    public Task<IReadOnlyList<BatchRow>> BatchesAsync(int skip = 0, int count = 100, CancellationToken cancellation = default) =>
        database.RowsAsync<BatchRow>(BatchesSql, new { skip, count }, cancellation);

    private const string CountSql = """
        SELECT COUNT(*) FROM ops_batches
        """;

    public Task<int> CountAsync(CancellationToken cancellation = default) => database.RowAsync<int>(CountSql, null, cancellation);

    private const string BatchSql = """
        SELECT batch_id, source, file_name, read_rows, loaded_rows, unchanged_rows, quarantined_rows, started_by, started_at, finished_at
        FROM ops_batches
        WHERE batch_id = @batchId
        """;

    /// <summary>One batch, or null when there is none with this number.</summary>
    public Task<BatchRow?> BatchOrNullAsync(long batchId, CancellationToken cancellation = default) =>
        database.RowOrNullAsync<BatchRow>(BatchSql, new { batchId }, cancellation);

    private const string ByRuleSql = """
        SELECT rule, COUNT(*) AS rows
        FROM ops_quarantine
        WHERE batch_id = @batchId
        GROUP BY rule
        ORDER BY COUNT(*) DESC, rule
        """;

    /// <summary>The batch's quarantined rows by rule, most frequent first. <see cref="Rules.All"/> gives each rule's meaning.</summary>
    public Task<IReadOnlyList<RuleCount>> QuarantineByRuleAsync(long batchId, CancellationToken cancellation = default) =>
        database.RowsAsync<RuleCount>(ByRuleSql, new { batchId }, cancellation);

    private const string SampleSql = """
        SELECT line_number, column_name, rule, raw_line
        FROM (SELECT line_number, column_name, rule, raw_line, ROW_NUMBER() OVER (PARTITION BY rule ORDER BY line_number) AS place
              FROM ops_quarantine
              WHERE batch_id = @batchId) AS ranked
        WHERE place <= @countByRule
        ORDER BY line_number
        """;

    /// <summary>The first rows of the batch that each rule turned away, in the order of the file.</summary>
    public Task<IReadOnlyList<QuarantinedRow>> QuarantineSampleAsync(long batchId, int countByRule, CancellationToken cancellation = default) =>
        database.RowsAsync<QuarantinedRow>(SampleSql, new { batchId, countByRule }, cancellation);

    private const string QuarantineSql = """
        SELECT b.file_name, q.line_number, q.column_name, q.rule, q.detail, q.raw_line
        FROM ops_quarantine q
        JOIN ops_batches b ON b.batch_id = q.batch_id
        WHERE q.batch_id = @batchId
        ORDER BY q.line_number
        """;

    /// <summary>
    /// Writes the batch's quarantined rows as CSV (UTF-8): file, line, column, rule, detail, raw_line. Texts that a
    /// spreadsheet would run as a formula are made inert.
    /// </summary>
    public async Task WriteQuarantineAsync(long batchId, Stream target, CancellationToken cancellation = default)
    {
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape };
        await using var writer = CsvWriter.Create(target, options, leaveOpen: true);
        writer.WriteHeader("file", "line", "column", "rule", "detail", "raw_line");
        await database.ForEachAsync<QuarantineRow>(
            QuarantineSql,
            new { batchId },
            row =>
            {
                writer.WriteField(row.FileName);
                writer.WriteField(row.LineNumber, default, CultureInfo.InvariantCulture);
                writer.WriteField(row.ColumnName);
                writer.WriteField(row.Rule);
                writer.WriteField(row.Detail);
                writer.WriteField(row.RawLine);
                writer.EndRecord();
            },
            cancellation);
        await writer.FlushAsync(cancellation);
    }

    private sealed record QuarantineRow
    {
        public string FileName { get; init; } = "";

        public long LineNumber { get; init; }

        public string ColumnName { get; init; } = "";

        public string Rule { get; init; } = "";

        public string Detail { get; init; } = "";

        public string? RawLine { get; init; }
    }
}

/// <summary>One import of one file.</summary>
public sealed record BatchRow
{
    public long BatchId { get; init; }

    public string Source { get; init; } = "";

    public string FileName { get; init; } = "";

    public long ReadRows { get; init; }

    public long LoadedRows { get; init; }

    public long UnchangedRows { get; init; }

    public long QuarantinedRows { get; init; }

    public string StartedBy { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset FinishedAt { get; init; }
}

/// <summary>A row that was turned away.</summary>
public sealed record QuarantinedRow
{
    /// <summary>In the file, counted from 1, the header included.</summary>
    public long LineNumber { get; init; }

    /// <summary>Empty when the rule is about the whole row.</summary>
    public string ColumnName { get; init; } = "";

    public string Rule { get; init; } = "";

    /// <summary>Null where the source holds personal data.</summary>
    public string? RawLine { get; init; }
}
