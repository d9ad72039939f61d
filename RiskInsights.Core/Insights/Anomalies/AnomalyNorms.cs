using System.Text.Json;
using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What is usual among all scored transactions: the median of each feature, as a person reads it.</summary>
public sealed record AnomalyNorms(IReadOnlyDictionary<string, double> Medians)
{
    private const int RowsForMedians = 20_000;

    /// <summary>Medians of at most 20,000 rows, evenly spread.</summary>
    internal static AnomalyNorms Of(FeatureMatrix features)
    {
        var medians = new Dictionary<string, double>(StringComparer.Ordinal);
        var stride = Math.Max(1, features.Rows / RowsForMedians);
        for (var j = 0; j < features.Width; j++)
        {
            var values = Enumerable.Range(0, features.Rows / stride).Select(i => features.Row(i * stride)[j]).Order().ToList();
            medians[AnomalyFeature.All[j].Name] = AnomalyFeature.All[j].Shown(values[values.Count / 2]);
        }

        return new AnomalyNorms(medians);
    }

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Nothing is known of a version that was stored without norms.</summary>
    internal static AnomalyNorms Parse(string? json) =>
        json is null || JsonSerializer.Deserialize<AnomalyNorms>(json) is not { Medians: not null } norms
            ? new AnomalyNorms(new Dictionary<string, double>(StringComparer.Ordinal))
            : norms;
}
