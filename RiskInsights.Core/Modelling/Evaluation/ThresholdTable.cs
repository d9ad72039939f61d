namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>The confusion matrices of many thresholds from one sort.</summary>
internal static class ThresholdTable
{
    /// <param name="thresholds">Ascending.</param>
    public static IReadOnlyList<ThresholdCounts> Of(byte[] labels, double[] probabilities, IEnumerable<double> thresholds)
    {
        var sorted = (double[])probabilities.Clone();
        var sortedLabels = (byte[])labels.Clone();
        Array.Sort(sorted, sortedLabels);
        var (all, below, positivesBelow, positives) = (labels.Length, 0, 0, labels.Sum(l => l));
        var table = new List<ThresholdCounts>();
        foreach (var threshold in thresholds)
        {
            for (; below < all && sorted[below] < threshold; below++)
                positivesBelow += sortedLabels[below];
            var caught = positives - positivesBelow;
            table.Add(new ThresholdCounts(threshold, caught, all - below - caught, below - positivesBelow, positivesBelow));
        }

        return table;
    }
}
