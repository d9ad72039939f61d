namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Spearman's rank correlation of every pair of columns: the correlation of their ranks, equal values sharing the mean of theirs.
/// From −1 (one falls as the other rises) over 0 to 1 (both rise together), on whatever scale (Spearman, 1904).
/// </summary>
public static class RankCorrelation
{
    /// <summary>Ranks are those among a column's own values; a pair is compared on the rows that have both.</summary>
    /// <returns>A symmetric matrix in the order of the columns; null where fewer than two rows have both, or one of them never differs there.</returns>
    public static double?[][] Of(FeatureMatrix rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var ranks = Enumerable.Range(0, rows.Width).Select(j => Ranks(rows.Column(j))).ToArray();
        var result = Array.ConvertAll(ranks, _ => new double?[rows.Width]);
        for (var a = 0; a < ranks.Length; a++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var b = a; b < ranks.Length; b++)
                result[a][b] = result[b][a] = Pearson(ranks[a], ranks[b]);
        }

        return result;
    }

    /// <summary>Ranks about 0, so that sums of squares keep their digits; NaN stays.</summary>
    private static double[] Ranks(float[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var sorted = (float[])values.Clone();
        Array.Sort(sorted, order); // missing values (NaN) come first
        var missing = 0;
        while (missing < sorted.Length && float.IsNaN(sorted[missing])) missing++;
        var middle = (missing + sorted.Length - 1) / 2.0;
        var ranks = new double[values.Length];
        for (var i = 0; i < missing; i++) ranks[order[i]] = double.NaN;
        for (int first = missing, end; first < sorted.Length; first = end)
        {
            for (end = first; end < sorted.Length && sorted[end] == sorted[first];) end++;
            for (var i = first; i < end; i++) ranks[order[i]] = ((first + end - 1) / 2.0) - middle;
        }

        return ranks;
    }

    private static double? Pearson(double[] a, double[] b)
    {
        double count = 0, sumA = 0, sumB = 0, squareA = 0, squareB = 0, product = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i], b[i]);
            if (double.IsNaN(x) || double.IsNaN(y)) continue;
            count++;
            sumA += x;
            sumB += y;
            squareA += x * x;
            squareB += y * y;
            product += x * y;
        }

        if (count < 2) return null;
        var (varianceA, varianceB) = (squareA - (sumA * sumA / count), squareB - (sumB * sumB / count));
        return varianceA > 0 && varianceB > 0 ? Math.Clamp((product - (sumA * sumB / count)) / Math.Sqrt(varianceA * varianceB), -1, 1) : null;
    }
}
