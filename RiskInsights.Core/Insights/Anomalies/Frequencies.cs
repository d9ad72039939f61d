using System.Runtime.InteropServices;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>How often each value was seen so far.</summary>
internal sealed class Frequencies
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Total { get; private set; }

    public int Count(string value) => _counts.GetValueOrDefault(value);

    public void Add(string value)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _)++;
        Total++;
    }
}
