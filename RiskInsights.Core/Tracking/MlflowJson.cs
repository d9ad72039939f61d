using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskInsights.Core.Tracking;

/// <summary>How MLflow writes: names as they are in the API, NaN and the infinities as texts.</summary>
internal static class MlflowJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}

/// <summary>A tag or a parameter.</summary>
internal sealed record MlflowText(string Key, string Value);

/// <param name="Timestamp">Milliseconds since 1970, UTC.</param>
internal sealed record MlflowMetric(string Key, double Value, long Timestamp, long Step);
