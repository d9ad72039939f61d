using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>
/// The reports: a file in <c>reports/</c> of the data folder for whoever collects them, and the same bytes in the warehouse, so
/// that every replica can show them. A report appears whole or not at all.
/// </summary>
public sealed class ReportStore(WarehouseDatabase warehouse, DataFolder folder, TimeProvider time)
{
    private const string AddSql = """
        INSERT INTO ops_reports (run_id, file_name, byte_count, file_sha256, content, made_at)
        VALUES (@runId, @fileName, @byteCount, @sha256, @content, @madeAt)
        RETURNING report_id
        """;

    private const string FindSql = """
        SELECT report_id, run_id, file_name, byte_count, file_sha256, content, made_at FROM ops_reports WHERE report_id = @reportId
        """;

    /// <summary>The report with its content, or null.</summary>
    public Task<StoredReport?> FindAsync(long reportId, CancellationToken cancellation = default) =>
        warehouse.RowOrNullAsync<StoredReport>(FindSql, new { reportId }, cancellation);

    /// <summary>The path of a report in this data folder, whether or not it lies there: another replica may have its own.</summary>
    public string PathOf(string fileName) => Path.Combine(folder.Reports, fileName);

    internal async Task<ReportSection> AddAsync(long runId, PipelineReport report, CancellationToken cancellation)
    {
        var content = JsonSerializer.Serialize(report, ReportJson.File);
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Directory.CreateDirectory(folder.Reports);
        var staged = PathOf($".{RandomNumberGenerator.GetHexString(12, lowercase: true)}.unfinished");
        try
        {
            await WriteAsync(staged, bytes, cancellation);
            return await warehouse.WriteAsync(
                writer =>
                {
                    var fileName = FreeName(time.GetUtcNow());
                    var reportId = writer.Row<long>(AddSql, new { runId, fileName, byteCount = bytes.LongLength, sha256, content, madeAt = report.MadeAt });
                    cancellation.ThrowIfCancellationRequested();
                    File.Move(staged, PathOf(fileName), overwrite: false);
                    return new ReportSection(reportId, fileName, bytes.LongLength, sha256);
                },
                cancellation);
        }
        finally
        {
            File.Delete(staged);
        }
    }

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await file.WriteAsync(bytes, cancellation);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Two reports of one second have names of two.</summary>
    private string FreeName(DateTimeOffset at)
    {
        while (true)
        {
            var name = $"report_{at.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}.json";
            if (!File.Exists(PathOf(name)))
                return name;
            at = at.AddSeconds(1);
        }
    }
}

/// <summary>A report as it is stored.</summary>
public sealed record StoredReport
{
    public long ReportId { get; init; }

    public long RunId { get; init; }

    /// <summary>In <c>reports/</c> of the data folder whose run made it.</summary>
    public string FileName { get; init; } = "";

    public long ByteCount { get; init; }

    /// <summary>Of the UTF-8 bytes of <see cref="Content"/>, lower-case hexadecimal.</summary>
    public string FileSha256 { get; init; } = "";

    /// <summary>JSON, exactly as the file holds it.</summary>
    public string Content { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    /// <exception cref="WarehouseException">The content was altered, or a newer program wrote it.</exception>
    public PipelineReport Read()
    {
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Content))), FileSha256, StringComparison.Ordinal))
            throw new WarehouseException($"Report {ReportId} was altered after it was stored: its checksum differs.");
        try
        {
            return JsonSerializer.Deserialize<PipelineReport>(Content, ReportJson.File)!;
        }
        catch (JsonException error)
        {
            throw new WarehouseException($"Report {ReportId} is of another format than this program reads; download it instead.", error);
        }
    }
}
