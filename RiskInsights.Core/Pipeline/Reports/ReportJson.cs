using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>How reports are written: snake_case, ISO dates, invariant numbers, nulls said out loud.</summary>
public static class ReportJson
{
    /// <summary>In rows: without spaces.</summary>
    public static JsonSerializerOptions Stored { get; } = Options(indented: false);

    /// <summary>In files, which people open too.</summary>
    public static JsonSerializerOptions File { get; } = Options(indented: true);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };
}
