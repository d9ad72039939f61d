namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Parts the categories of a column in two as XGBoost does: the categories listed by the split go right, all others left. Few categories:
/// each against the rest. More: sorted by the leaf value that each would have alone, every prefix and every suffix of that order
/// (Fisher 1958 shows that no other set is better), of at most 64 categories.
/// </summary>
internal static unsafe class CategoricalSplits
{
    private const int MostListed = 64;

    public static SplitCandidate Best(ColumnBins column, long* cells, in SplitSearch search, bool oneHot) =>
        oneHot ? OneAgainstRest(column, cells, search) : BySortedSets(column, cells, search);

    private static SplitCandidate OneAgainstRest(ColumnBins column, long* cells, in SplitSearch search)
    {
        var best = SplitCandidate.None;
        for (var category = 0; category < column.Bins; category++)
        {
            Try(search.Node.Sum - cells[category], missingLeft: true, search);
            if (search.Missing != 0) Try(search.Node.Sum - cells[category] - search.Missing, missingLeft: false, search);

            void Try(long left, bool missingLeft, in SplitSearch search)
            {
                var gain = search.Gain(left);
                if (gain > best.Gain) best = new SplitCandidate(column.Column, -1, [category], missingLeft, search.Missing != 0, gain, left);
            }
        }
        return best;
    }

    private static SplitCandidate BySortedSets(ColumnBins column, long* cells, in SplitSearch search)
    {
        var order = new int[column.Bins];
        var values = new double[column.Bins];
        for (var category = 0; category < order.Length; category++)
        {
            order[category] = category;
            values[category] = search.Penalty.Value(search.Node.Units.GradientOf(cells[category]), search.Node.Units.HessianOf(cells[category]));
        }
        Array.Sort(values, order, 0, order.Length);
        StableTies(values, order);

        double bestGain = SplitCandidate.LeastGain;
        long bestLeft = 0;
        int bestCount = 0;
        var bestFromFront = true;
        var most = Math.Min(MostListed, order.Length - 1);
        // From the front of the order, missing goes left with the others; from its end, right with the listed.
        long listed = 0;
        for (var count = 1; count <= most; count++)
        {
            listed += cells[order[count - 1]];
            Try(search.Node.Sum - listed, count, fromFront: true, search);
        }
        listed = search.Missing;
        for (var count = 1; count <= most; count++)
        {
            listed += cells[order[^count]];
            Try(search.Node.Sum - listed, count, fromFront: false, search);
        }
        if (bestCount == 0) return SplitCandidate.None;
        var right = bestFromFront ? order[..bestCount] : order[^bestCount..];
        Array.Sort(right);
        return new SplitCandidate(column.Column, -1, right, bestFromFront, search.Missing != 0, bestGain, bestLeft);

        void Try(long left, int count, bool fromFront, in SplitSearch search)
        {
            var gain = search.Gain(left);
            if (gain > bestGain) (bestGain, bestLeft, bestCount, bestFromFront) = (gain, left, count, fromFront);
        }
    }

    /// <summary>Categories of equal value in the order of their codes.</summary>
    private static void StableTies(double[] values, int[] order)
    {
        for (int start = 0, end; start < values.Length; start = end)
        {
            end = start + 1;
            while (end < values.Length && values[end] == values[start]) end++;
            Array.Sort(order, start, end - start);
        }
    }
}
