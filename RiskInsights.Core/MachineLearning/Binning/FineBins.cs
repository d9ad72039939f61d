namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>
/// The pieces of which bins are made, in the order in which they may be joined: narrow ranges of a number, or categories by
/// rising bad rate.
/// </summary>
/// <param name="Rows">Rows of each piece; at least 1.</param>
/// <param name="Bads">Those of them with label 1.</param>
/// <param name="Lower">For numbers: the least value of each piece; else empty.</param>
/// <param name="Codes">For categories: the codes of each piece; else empty.</param>
internal sealed record FineBins(int[] Rows, int[] Bads, float[] Lower, int[][] Codes)
{
    /// <summary>Quantiles of the values that are not NaN; equal values are never parted.</summary>
    public static FineBins OfNumbers(ReadOnlySpan<float> values, ReadOnlySpan<byte> labels, int most)
    {
        var sorted = new float[values.Length];
        var bad = new byte[values.Length];
        var present = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) continue;
            sorted[present] = values[i];
            bad[present++] = labels[i];
        }
        Array.Sort(sorted, bad, 0, present);
        var pieces = new Pieces();
        var start = 0;
        while (start < present)
        {
            // What is left is shared evenly among the pieces that are left, so that a heavy value does not starve the others.
            var target = start + Math.Max(1, (present - start) / Math.Max(1, most - pieces.Count));
            var end = pieces.Count == most - 1 ? present : Math.Min(target, present);
            while (end < present && sorted[end] == sorted[end - 1]) end++;
            var bads = 0;
            for (var i = start; i < end; i++) bads += bad[i];
            pieces.Add(end - start, bads, sorted[start], []);
            start = end;
        }
        return new([.. pieces.Rows], [.. pieces.Bads], [.. pieces.Lower], []);
    }

    /// <summary>Categories that occur, by rising smoothed bad rate; neighbours joined where there are more than <paramref name="most"/>.</summary>
    public static FineBins OfCategories(ReadOnlySpan<float> values, ReadOnlySpan<byte> labels, int categories, int most, WeightOfEvidence evidence)
    {
        int[] rows = new int[categories], bads = new int[categories];
        var present = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) continue;
            rows[(int)values[i]]++;
            bads[(int)values[i]] += labels[i];
            present++;
        }
        var order = Enumerable.Range(0, categories).Where(code => rows[code] > 0)
            .OrderBy(code => evidence.SmoothedBadRate(rows[code], bads[code])).ThenBy(code => code).ToArray();
        var pieces = new Pieces();
        var join = order.Length > most;
        List<int> codes = [];
        int joinedRows = 0, joinedBads = 0;
        foreach (var code in order)
        {
            codes.Add(code);
            joinedRows += rows[code];
            joinedBads += bads[code];
            if (join && joinedRows < present / most && code != order[^1]) continue;
            pieces.Add(joinedRows, joinedBads, 0, [.. codes]);
            (joinedRows, joinedBads) = (0, 0);
            codes.Clear();
        }
        return new([.. pieces.Rows], [.. pieces.Bads], [], [.. pieces.Codes]);
    }

    private sealed class Pieces
    {
        public List<int> Rows { get; } = [];

        public List<int> Bads { get; } = [];

        public List<float> Lower { get; } = [];

        public List<int[]> Codes { get; } = [];

        public int Count => Rows.Count;

        public void Add(int rows, int bads, float lower, int[] codes)
        {
            Rows.Add(rows);
            Bads.Add(bads);
            Lower.Add(lower);
            Codes.Add(codes);
        }
    }
}
