namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// For each row with one label, the share of the rows with the other that it is on the right side of (ties one half): the AUC is
/// their mean, and their variance is that of the AUC. DeLong, DeLong, Clarke-Pearson (1988), by midranks as in Sun and Xu (2014).
/// Where rows come in groups that are not independent, the groups' sums vary instead (Obuchowski 1997).
/// </summary>
internal sealed record DeLongPlacements(double[] OfPositives, double[] OfNegatives)
{
    public static DeLongPlacements Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, int positives)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var sorted = scores.ToArray();
        Array.Sort(sorted, order);
        var placement = new double[scores.Length];
        int negatives = scores.Length - positives, positivesBelow = 0, negativesBelow = 0;
        for (int first = 0, end; first < order.Length; first = end)
        {
            var tiedPositives = 0;
            for (end = first; end < order.Length && sorted[end] == sorted[first]; end++) tiedPositives += labels[order[end]];
            var tiedNegatives = end - first - tiedPositives;
            for (var i = first; i < end; i++)
            {
                placement[order[i]] = labels[order[i]] != 0
                    ? (negativesBelow + (tiedNegatives / 2.0)) / negatives
                    : (positives - positivesBelow - (tiedPositives / 2.0)) / positives;
            }
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
        }
        var ofPositives = new List<double>(positives);
        var ofNegatives = new List<double>(negatives);
        for (var i = 0; i < placement.Length; i++) (labels[i] != 0 ? ofPositives : ofNegatives).Add(placement[i]);
        return new([.. ofPositives], [.. ofNegatives]);
    }

    public double Auc => OfPositives.Average();

    /// <summary>Covariance of the AUCs of two scores of the same rows; of one with itself, its variance.</summary>
    public double Covariance(DeLongPlacements other) =>
        (Covariance(OfPositives, other.OfPositives) / OfPositives.Length) + (Covariance(OfNegatives, other.OfNegatives) / OfNegatives.Length);

    /// <summary>What each group's rows add to the AUC's distance from the truth: the sum of the squares is about its variance.</summary>
    public double[] ErrorsOf(RowGroups groups, ReadOnlySpan<byte> labels)
    {
        var errors = new double[groups.Count];
        var auc = Auc;
        int positive = 0, negative = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            errors[groups[row]] += labels[row] != 0
                ? (OfPositives[positive++] - auc) / OfPositives.Length
                : (OfNegatives[negative++] - auc) / OfNegatives.Length;
        }
        return errors;
    }

    /// <summary>Of a sum whose parts, one of each group, are about 0 on average.</summary>
    public static double StandardErrorOf(double[] errors) =>
        Math.Sqrt(errors.Sum(error => error * error) * errors.Length / (errors.Length - 1.0));

    private static double Covariance(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), sum = 0;
        for (var i = 0; i < a.Length; i++) sum += (a[i] - meanA) * (b[i] - meanB);
        return sum / (a.Length - 1);
    }
}
