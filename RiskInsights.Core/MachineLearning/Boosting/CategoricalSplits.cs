namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Parts the categories of a column in two as XGBoost does: the categories listed by the split go right, all others left. Few categories:
/// each against the rest. More: sorted by the leaf value that each would have alone, every cut of that order (Fisher 1958: no other set
/// is better) with fewer than 64 categories on one side.
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
        var bestListed = 0;
        var bestMissingLeft = false;
        var most = Math.Min(MostListed, order.Length) - 1;
        // Sets grow from the front of the order, with missing on the other side, and then from its end.
        long listed = 0, notListed = 0;
        for (var count = 1; count <= most; count++)
        {
            listed += cells[order[count - 1]];
            Try(search.Node.Sum - listed, count, missingLeft: true, search);
        }
        for (var count = 1; count <= most; count++)
        {
            notListed += cells[order[^count]];
            Try(notListed, order.Length - count, missingLeft: false, search);
        }
        if (bestListed == 0) return SplitCandidate.None;
        var right = order[..bestListed];
        Array.Sort(right);
        return new SplitCandidate(column.Column, -1, right, bestMissingLeft, search.Missing != 0, bestGain, bestLeft);

        void Try(long left, int count, bool missingLeft, in SplitSearch search)
        {
            var gain = search.Gain(left);
            if (gain > bestGain) (bestGain, bestLeft, bestListed, bestMissingLeft) = (gain, left, count, missingLeft);
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
