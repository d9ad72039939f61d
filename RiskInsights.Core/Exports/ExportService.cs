using System.Globalization;
using System.Security.Cryptography;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Exports;

/// <summary>
/// Writes the tables into <c>exports/latest/</c> (replaced in one step, one file a table) and keeps each as
/// <c>exports/history/&lt;table&gt;/&lt;table&gt;_YYYYMMDD_HHMMSS.csv</c>. One export appears whole or not at all.
/// </summary>
public sealed class ExportService(WarehouseDatabase warehouse, DataFolder folder, IEnumerable<IExport> exports, TimeProvider time)
{
    private const string AddSql = """
        INSERT INTO ops_exports (name, file_name, row_count, byte_count, file_sha256, exported_by, exported_at)
        VALUES (@Name, @FileName, @RowCount, @ByteCount, @FileSha256, @ExportedBy, @ExportedAt)
        """;

    private const string HistorySql = """
        SELECT export_id, name, file_name, row_count, byte_count, file_sha256, exported_by, exported_at
        FROM ops_exports
        ORDER BY export_id DESC
        LIMIT @limit
        """;

    private const string LatestSql = """
        SELECT export_id, name, file_name, row_count, byte_count, file_sha256, exported_by, exported_at
        FROM ops_exports
        WHERE export_id IN (SELECT MAX(export_id) FROM ops_exports GROUP BY name)
        """;

    private readonly IReadOnlyList<IExport> _exports = [.. exports];

    /// <summary>The tables that can be exported, in order.</summary>
    public IReadOnlyList<string> Names => [.. _exports.Select(e => e.Name)];

    /// <summary>The folder that Power BI reads: one file a table, and nothing else.</summary>
    public string LatestFolder => Path.Combine(folder.Exports, "latest");

    /// <summary>The newest exports first.</summary>
    public Task<IReadOnlyList<ExportRow>> HistoryAsync(int limit, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<ExportRow>(HistorySql, new { limit }, cancellation);

    /// <summary>The newest export of each table that was ever exported, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, ExportRow>> LatestAsync(CancellationToken cancellation = default) =>
        (await warehouse.RowsAsync<ExportRow>(LatestSql, cancellation: cancellation)).ToDictionary(r => r.Name, StringComparer.Ordinal);

    /// <summary>
    /// The path of a newest export's file, or null when it does not lie in this data folder: another replica may have written
    /// it into its own. What this folder holds of an earlier export is never taken for it.
    /// </summary>
    public string? PathOf(ExportRow newest)
    {
        var kept = Path.Combine(folder.Exports, "history", newest.Name, newest.FileName);
        if (File.Exists(kept))
            return kept;
        return !warehouse.IsShared && File.Exists(LatestFile(newest.Name)) ? LatestFile(newest.Name) : null;
    }

    /// <summary>Streams one table as it is now, without keeping a file.</summary>
    /// <exception cref="ArgumentException">The name is no table.</exception>
    public Task WriteTableAsync(string name, Stream stream, CancellationToken cancellation) =>
        WriteAsync(_exports.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal)) ?? throw Unknown(name), stream, cancellation);

    /// <summary>
    /// Writes every table, or only those that are named. The files are made outside of what others read and take their places
    /// together at the end; when it is cancelled or fails, the former ones stand as they were.
    /// </summary>
    /// <param name="progress">Receives the table in work and the share done, 0 to 1.</param>
    /// <exception cref="ArgumentException">A name is no table.</exception>
    public async Task<IReadOnlyList<ExportRow>> ExportAsync(
        IReadOnlyCollection<string> names, string exportedBy, Action<string, double>? progress = null, CancellationToken cancellation = default)
    {
        if (names.FirstOrDefault(n => !Names.Contains(n, StringComparer.Ordinal)) is { } unknown)
            throw Unknown(unknown);
        var chosen = _exports.Where(e => names.Count == 0 || names.Contains(e.Name, StringComparer.Ordinal)).ToList();
        var rows = new List<ExportRow>();
        var now = time.GetUtcNow();
        using var staging = new ExportStaging(folder.Exports);
        foreach (var export in chosen)
        {
            progress?.Invoke(export.Name, (double)rows.Count / chosen.Count);
            rows.Add(await WriteAsync(export, staging, exportedBy, now, cancellation));
        }

        staging.Prepare();
        await warehouse.WriteAsync(
            writer =>
            {
                foreach (var row in rows)
                    writer.Execute(AddSql, row);
                cancellation.ThrowIfCancellationRequested();
                staging.Publish();
            },
            cancellation);
        return rows;
    }

    /// <summary>Streams the rows of a query as they are now, without keeping a file.</summary>
    /// <returns>The number of rows, without the header.</returns>
    public async Task<int> WriteAsync(string sql, object? parameters, Stream stream, CancellationToken cancellation)
    {
        using var table = CsvTable.To(stream);
        await table.QueryAsync(warehouse, sql, parameters, cancellation);
        return table.RowCount;
    }

    private async Task<int> WriteAsync(IExport export, Stream stream, CancellationToken cancellation)
    {
        using var table = CsvTable.To(stream);
        await export.WriteAsync(warehouse, table, cancellation);
        return table.RowCount;
    }

    private async Task<ExportRow> WriteAsync(IExport export, ExportStaging staging, string exportedBy, DateTimeOffset now, CancellationToken cancellation)
    {
        var fileName = $"{export.Name}_{now.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}.csv";
        var staged = staging.Add(LatestFile(export.Name), Path.Combine(folder.Exports, "history", export.Name, fileName));
        int count;
        await using (var file = File.Create(staged))
            count = await WriteAsync(export, file, cancellation);
        await using var written = File.OpenRead(staged);
        return new ExportRow
        {
            Name = export.Name,
            FileName = fileName,
            RowCount = count,
            ByteCount = written.Length,
            FileSha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellation)),
            ExportedBy = exportedBy,
            ExportedAt = now,
        };
    }

    private ArgumentException Unknown(string name) => new($"There is no table {name} to export. There are: {string.Join(", ", Names)}.", nameof(name));

    private string LatestFile(string name) => Path.Combine(LatestFolder, name + ".csv");
}

/// <summary>One file that was exported.</summary>
public sealed record ExportRow
{
    /// <summary>Given by the warehouse.</summary>
    public int ExportId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>In <c>exports/history/&lt;name&gt;/</c>.</summary>
    public string FileName { get; init; } = "";

    public int RowCount { get; init; }

    public long ByteCount { get; init; }

    public string FileSha256 { get; init; } = "";

    public string ExportedBy { get; init; } = "";

    public DateTimeOffset ExportedAt { get; init; }
}
