namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Population stability index Σ (aᵢ − eᵢ)·ln(aᵢ/eᵢ) over the shares of bins in an expected and an actual population. At least 0,
/// which is no change; by custom below 0.1 stable, above 0.25 changed. Empty bins count as a share of 0.0001.
/// </summary>
public static class PopulationStabilityIndex
{
    private const double LeastShare = 1e-4;

    /// <summary>From counts of the same bins in both populations.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or a population is empty.</exception>
    public static double OfCounts(ReadOnlySpan<int> expected, ReadOnlySpan<int> actual)
    {
        if (expected.Length != actual.Length) throw new ArgumentException("Both populations need the same bins.", nameof(actual));
        long expectedRows = Sum(expected, nameof(expected)), actualRows = Sum(actual, nameof(actual));
        double index = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var before = Math.Max((double)expected[i] / expectedRows, LeastShare);
            var after = Math.Max((double)actual[i] / actualRows, LeastShare);
            index += (after - before) * Math.Log(after / before);
        }
        return index;
    }

    /// <summary>From values: bins are those of <see cref="Edges"/> in the expected population; missing values (NaN) are a bin of their own.</summary>
    /// <param name="bins">2 to 1,000; fewer where the expected values are equal.</param>
    /// <exception cref="ArgumentException">A population is empty, or the number of bins is out of range.</exception>
    public static double OfValues(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int bins = 10)
    {
        Options.Between(bins, 2, 1_000);
        var edges = Edges(expected, bins);
        return OfCounts(Count(expected, edges), Count(actual, edges));
    }

    /// <summary>
    /// Where the bins of a population begin, the first one left out: its quantiles. A value that fills a quantile or more (zero, in
    /// a count of rare events) is a bin of its own, which ends at the next value that occurs. Rising; empty where all known values are equal.
    /// </summary>
    /// <param name="values">NaN is unknown and has no part in it.</param>
    /// <param name="bins">2 to 1,000.</param>
    internal static List<float> Edges(ReadOnlySpan<float> values, int bins)
    {
        var sorted = Array.FindAll(values.ToArray(), value => !float.IsNaN(value));
        Array.Sort(sorted);
        var edges = new List<float>(bins);
        if (sorted.Length == 0) return edges;
        var before = sorted[0];
        for (var bin = 1; bin < bins; bin++)
        {
            var place = (int)((long)sorted.Length * bin / bins);
            var edge = sorted[place];
            if (edges.Count > 0 && edges[^1] > edge) continue;
            if (edge == before)
            {
                var next = Array.FindIndex(sorted, place, value => value > edge);
                if (next < 0) break;
                edge = sorted[next];
            }
            else
            {
                before = edge;
            }
            if (edges.Count == 0 || edge > edges[^1]) edges.Add(edge);
        }
        return edges;
    }

    /// <summary>Values below the first edge, from it to below the second, …, and missing ones last.</summary>
    private static int[] Count(ReadOnlySpan<float> values, List<float> edges)
    {
        var counts = new int[edges.Count + 2];
        foreach (var value in values)
        {
            if (float.IsNaN(value))
            {
                counts[^1]++;
                continue;
            }
            var position = edges.BinarySearch(value);
            counts[position >= 0 ? position + 1 : ~position]++;
        }
        return counts;
    }

    private static long Sum(ReadOnlySpan<int> counts, string argument)
    {
        long sum = 0;
        foreach (var count in counts)
        {
            if (count < 0) throw new ArgumentException("A count is negative.", argument);
            sum += count;
        }
        return sum > 0 ? sum : throw new ArgumentException("The population is empty.", argument);
    }
}
