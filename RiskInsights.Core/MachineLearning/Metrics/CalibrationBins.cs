namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Rows of similar probability.</summary>
/// <param name="Rows">How many.</param>
/// <param name="MeanProbability">Their mean probability, 0 to 1.</param>
/// <param name="ObservedRate">Their share of label 1, 0 to 1; equal to the former where the model is calibrated.</param>
/// <param name="Lower">Lower end of the observed rate's 95 % interval (Wilson 1927), 0 to 1.</param>
/// <param name="Upper">Upper end of it.</param>
public readonly record struct CalibrationBin(int Rows, double MeanProbability, double ObservedRate, double Lower, double Upper);

/// <summary>Observed rates by predicted probability, in bins of equal numbers of rows.</summary>
public static class CalibrationBins
{
    /// <summary>
    /// Bins in rising probability. Rows of equal probability stay together, so bins can differ in size and be fewer than asked.
    /// </summary>
    /// <param name="bins">1 to 1,000.</param>
    /// <param name="overlap">How many rows tell of the same event, as where windows overlap: the intervals are those of so many times fewer rows. At least 1.</param>
    /// <exception cref="ArgumentException">No rows, lengths differ, a label is not 0 or 1, or a probability is not in [0, 1].</exception>
    public static IReadOnlyList<CalibrationBin> Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities, int bins = 10, double overlap = 1)
    {
        Probabilities.Require(labels, probabilities);
        Options.Between(bins, 1, 1_000);
        Options.Between(overlap, 1, 1e9);
        var sorted = probabilities.ToArray();
        var sortedLabels = labels.ToArray();
        Array.Sort(sorted, sortedLabels);
        var result = new List<CalibrationBin>(bins);
        for (int bin = 1, first = 0; bin <= bins; bin++)
        {
            var end = (int)((long)sorted.Length * bin / bins);
            while (end > first && end < sorted.Length && sorted[end] == sorted[end - 1]) end++;
            if (end <= first) continue;
            result.Add(Bin(sorted.AsSpan(first, end - first), sortedLabels.AsSpan(first, end - first), overlap));
            first = end;
        }
        return result;
    }

    /// <summary>
    /// Expected calibration error: mean over the rows of |observed rate − mean probability| of their bin. In [0, 1]; 0 is calibrated.
    /// </summary>
    public static double ExpectedError(IReadOnlyList<CalibrationBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (bins.Count == 0) throw new ArgumentException("There are no bins.", nameof(bins));
        return bins.Sum(bin => bin.Rows * Math.Abs(bin.ObservedRate - bin.MeanProbability)) / bins.Sum(bin => (double)bin.Rows);
    }

    private static CalibrationBin Bin(ReadOnlySpan<double> probabilities, ReadOnlySpan<byte> labels, double overlap)
    {
        double sum = 0, n = labels.Length / overlap;
        var positives = 0;
        foreach (var probability in probabilities) sum += probability;
        foreach (var label in labels) positives += label;
        var rate = (double)positives / labels.Length;
        var z = NormalDistribution.Quantile(0.975);
        var centre = (rate + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((rate * (1 - rate) / n) + (z * z / (4 * n * n)));
        return new(labels.Length, sum / labels.Length, rate, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
