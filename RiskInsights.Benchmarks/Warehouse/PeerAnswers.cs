using System.Globalization;
using System.Text.Json;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>The rows that indexed SQLite answered, with its keys turned into our codes.</summary>
internal static class PeerAnswers
{
    private static readonly string[] Channels = ["online", "mobile", "branch", "atm", "pos"];

    private static readonly string[] Countries = ["FR", "DE", "ES", "IT", "BE", "NL", "LU", "GB", "US", "CH", "PL", "RU", "CN", "NG", "PA", "KY"];

    public static IEnumerable<string> Of(string question, JsonElement rows)
    {
        var answer = rows.GetProperty(question).EnumerateArray().Select(r => r.EnumerateArray().Select(Text).ToArray());
        return question switch
        {
            "q1_volume_month_channel" => answer.Select(r => Row(r[0], Channels[Key(r[1])], r[2], r[3])),
            "q6_default_rate_segment" => answer.Select(r => Row(PeerBank.Segment(r[0]), r[1], r[2])),
            "q7_percentiles" => answer.SelectMany(r => r),
            "q8_anomalies_country" => answer.Select(r => Row(Countries[Key(r[0])], r[1], r[2])),
            _ => answer.Select(r => Row(r)),
        };
    }

    private static int Key(string text) => int.Parse(text, CultureInfo.InvariantCulture) - 1;

    private static string Row(params string[] values) => string.Join('|', values);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
