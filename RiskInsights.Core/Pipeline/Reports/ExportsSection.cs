namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>The tables that were written.</summary>
public sealed record ExportsSection(IReadOnlyList<ExportedTable> Tables);

/// <param name="File">In <c>exports/history/&lt;table&gt;/</c>.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
public sealed record ExportedTable(string Table, string File, long Rows, long Bytes, string Sha256);

/// <summary>What the last step leaves: where the report is.</summary>
public sealed record ReportSection(long ReportId, string File, long Bytes, string Sha256);
