namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The edges between a numeric column's bins, ascending: bin b holds the values v with edge[b − 1] ≤ v &lt; edge[b]. An edge lies
/// midway between two neighbouring values of the sample, so that rows between them are shared out fairly.
/// </summary>
internal static class BinEdges
{
    /// <summary>
    /// One bin for each distinct value where there are few enough; else bins of about equal numbers of rows, in which a value that is
    /// more frequent than that has a bin to itself.
    /// </summary>
    /// <param name="sorted">Ascending, no NaN; may be empty.</param>
    /// <param name="mostBins">At least 2.</param>
    public static float[] Of(ReadOnlySpan<float> sorted, int mostBins)
    {
        var distinct = Distinct(sorted, mostBins);
        if (distinct.Count <= mostBins)
        {
            var all = new float[Math.Max(0, distinct.Count - 1)];
            for (var i = 0; i < all.Length; i++) all[i] = Between(distinct[i], distinct[i + 1]);
            return all;
        }
        return OfMany(sorted, mostBins);
    }

    /// <summary>The distinct values, or the first <paramref name="most"/> + 1 of them.</summary>
    private static List<float> Distinct(ReadOnlySpan<float> sorted, int most)
    {
        var distinct = new List<float>();
        foreach (var value in sorted)
        {
            if (distinct.Count > 0 && distinct[^1] == value) continue;
            distinct.Add(value);
            if (distinct.Count > most) break;
        }
        return distinct;
    }

    private static float[] OfMany(ReadOnlySpan<float> sorted, int mostBins)
    {
        var heavy = (double)sorted.Length / mostBins;
        var (lightRows, lightBins) = Light(sorted, heavy, mostBins);
        var edges = new List<float>(mostBins - 1);
        var inBin = 0;
        for (int start = 0, end; start < sorted.Length && edges.Count < mostBins - 1; start = end)
        {
            end = RunEnd(sorted, start);
            if (end == sorted.Length) break;
            var count = end - start;
            var next = RunEnd(sorted, end) - end;
            inBin += count;
            var target = lightBins > 0 ? (double)lightRows / lightBins : double.PositiveInfinity;
            var isHeavy = count >= heavy;
            // A bin ends once it has its share, and before a value that has a bin to itself.
            if (!isHeavy && inBin < target && !(next >= heavy && inBin >= target / 2)) continue;
            edges.Add(Between(sorted[start], sorted[end]));
            if (!isHeavy || inBin > count)
            {
                lightRows -= isHeavy ? inBin - count : inBin;
                if (!isHeavy) lightBins--;
            }
            inBin = 0;
        }
        return [.. edges];
    }

    /// <summary>The rows whose values share bins with others, and the bins left for them.</summary>
    private static (int Rows, int Bins) Light(ReadOnlySpan<float> sorted, double heavy, int mostBins)
    {
        var rows = sorted.Length;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = RunEnd(sorted, start);
            if (end - start < heavy) continue;
            rows -= end - start;
            mostBins--;
        }
        return (rows, mostBins);
    }

    private static int RunEnd(ReadOnlySpan<float> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start]) end++;
        return end;
    }

    /// <summary>A number above the lower and at most the upper value.</summary>
    private static float Between(float lower, float upper)
    {
        var middle = (float)(((double)lower + upper) / 2);
        return middle > lower ? middle : upper;
    }
}
