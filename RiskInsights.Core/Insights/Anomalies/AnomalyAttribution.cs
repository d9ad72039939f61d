using System.Text.Json;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What one feature adds to a transaction's score.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Value">As a person reads it, in the feature's unit.</param>
/// <param name="Contribution">The score's increase by it, above 0.</param>
public sealed record AnomalyAttribution(string Feature, double Value, double Contribution)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The features that lift a score, largest contribution first.</summary>
    internal static AnomalyAttribution[] Of(ReadOnlySpan<float> row, ReadOnlySpan<double> contributions)
    {
        var lifting = new List<AnomalyAttribution>();
        for (var i = 0; i < contributions.Length; i++)
        {
            if (contributions[i] > 0)
                lifting.Add(new AnomalyAttribution(AnomalyFeature.All[i].Name, Rounded(AnomalyFeature.All[i].Shown(row[i])), Math.Round(contributions[i], 4)));
        }

        return [.. lifting.OrderByDescending(a => a.Contribution)];
    }

    internal static string Write(IReadOnlyList<AnomalyAttribution> attributions) => JsonSerializer.Serialize(attributions, Json);

    internal static IReadOnlyList<AnomalyAttribution> Parse(string json) => JsonSerializer.Deserialize<AnomalyAttribution[]>(json, Json)!;

    /// <summary>Four significant digits: more would only fill the warehouse.</summary>
    private static double Rounded(double value)
    {
        if (value == 0)
            return 0;
        var digits = 3 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits > 15 ? 0 : digits >= 0 ? Math.Round(value, digits) : Math.Round(value);
    }
}
