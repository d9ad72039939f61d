namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>One reason why some transactions stand out.</summary>
/// <param name="Share">Its share of what lifts their scores, 0 to 1.</param>
/// <param name="Typical">Median of the transactions that it lifts, as a person reads it.</param>
/// <param name="Everyone">Median of all scored transactions; null where it was not stored.</param>
public sealed record AnomalyFactor(string Feature, AnomalyUnit Unit, double Share, double Typical, double? Everyone)
{
    /// <summary>Largest share first; empty without attributions.</summary>
    internal static IReadOnlyList<AnomalyFactor> Of(IReadOnlyList<IReadOnlyList<AnomalyAttribution>> transactions, AnomalyNorms norms)
    {
        var total = transactions.Sum(t => t.Sum(a => a.Contribution));
        if (total == 0)
            return [];
        return
        [
            .. transactions.SelectMany(t => t)
                .GroupBy(a => a.Feature, StringComparer.Ordinal)
                .Select(feature => Of(feature.Key, [.. feature], total, norms))
                .OfType<AnomalyFactor>()
                .OrderByDescending(f => f.Share),
        ];
    }

    /// <summary>Null for a feature that this program no longer knows.</summary>
    private static AnomalyFactor? Of(string name, IReadOnlyList<AnomalyAttribution> attributions, double total, AnomalyNorms norms) =>
        AnomalyFeature.All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal)) is { } feature
            ? new AnomalyFactor(
                name,
                feature.Unit,
                attributions.Sum(a => a.Contribution) / total,
                AnomalySelections.MedianOf([.. attributions.Select(a => a.Value).Order()])!.Value,
                norms.Medians.TryGetValue(name, out var everyone) ? everyone : null)
            : null;
}
