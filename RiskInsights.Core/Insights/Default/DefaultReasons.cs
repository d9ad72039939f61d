using System.Text.Json;

namespace RiskInsights.Core.Insights.Default;

/// <summary>A reason for a client's score.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Unit">What <paramref name="Value"/> counts (<see cref="DefaultFeature.Unit"/>).</param>
/// <param name="Value">As an analyst reads it; null where it is unknown.</param>
/// <param name="Contribution">Added to the log-odds, compared with the average client. Positive raises the risk.</param>
public sealed record Reason(string Feature, string Unit, double? Value, double Contribution)
{
    private const int Most = 4;

    internal static string ToJson(DefaultFeatureRow row, DateOnly asOf, ReadOnlySpan<double> contributions)
    {
        var reasons = new List<Reason>();
        for (var i = 0; i < contributions.Length; i++)
        {
            var feature = DefaultFeatures.All[i];
            if (contributions[i] > 0)
                reasons.Add(new Reason(feature.Name, feature.Unit, feature.Raw(row, asOf), Math.Round(contributions[i], 4)));
        }

        return JsonSerializer.Serialize(reasons.OrderByDescending(r => r.Contribution).Take(Most));
    }

    internal static IReadOnlyList<Reason> FromJson(string json) => JsonSerializer.Deserialize<Reason[]>(json)!;
}
