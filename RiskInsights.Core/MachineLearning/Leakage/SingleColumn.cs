using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.MachineLearning.Leakage;

/// <summary>How much one column alone tells about the label.</summary>
internal sealed class SingleColumn
{
    private const int MostBins = 20;
    private const int LeastRowsInBin = 20;

    /// <summary>A label that is read off by at most so many ranges of a column (an interval and its two sides) was made of it.</summary>
    private const int MostRanges = 3;

    /// <summary>Below this, a few rows fall into ranges by chance.</summary>
    private const int LeastRowsOfLabel = 5;

    public SingleColumn(float[] values, ReadOnlySpan<byte> labels, bool isCategorical)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var sorted = (float[])values.Clone();
        Array.Sort(sorted, order); // missing values (NaN) come first
        var sortedLabels = new byte[order.Length];
        for (var i = 0; i < order.Length; i++) sortedLabels[i] = labels[order[i]];

        var groups = Groups(sorted, sortedLabels);
        Auc = Math.Max(BinnedAuc(groups, isCategorical), isCategorical ? 0.5 : OrderedAuc(sorted, sortedLabels));
        ReproducesLabel = Reproduces(groups, isCategorical);
    }

    public double Auc { get; }

    public bool ReproducesLabel { get; }

    private static double OrderedAuc(float[] sorted, byte[] labels)
    {
        var scores = Array.ConvertAll(sorted, value => float.IsNaN(value) ? double.NegativeInfinity : value);
        var missingLow = RocAuc.Of(labels, scores);
        var best = Math.Max(missingLow, 1 - missingLow);
        if (!float.IsNaN(sorted[0])) return best;
        for (var i = 0; i < scores.Length && double.IsNegativeInfinity(scores[i]); i++) scores[i] = double.PositiveInfinity;
        var missingHigh = RocAuc.Of(labels, scores);
        return Math.Max(best, Math.Max(missingHigh, 1 - missingHigh));
    }

    /// <summary>
    /// Finds what no direction shows, such as "1 in the middle": values are put into bins, each with enough rows that chance
    /// gives little, and the bins ordered by their share of label 1.
    /// </summary>
    private static double BinnedAuc(List<Group> groups, bool isCategorical)
    {
        var rows = groups.Sum(group => group.Rows);
        var binRows = Math.Max(LeastRowsInBin, (rows + MostBins - 1) / MostBins);
        var bins = new List<Group>();
        foreach (var group in groups)
        {
            var joins = bins.Count > 0 && !isCategorical && !bins[^1].IsMissing && bins[^1].Rows + group.Rows <= binRows;
            if (joins) bins[^1] = bins[^1].With(group);
            else bins.Add(group);
        }
        // Categories and ties too rare to judge are one bin.
        var rare = bins.Where(bin => bin.Rows < LeastRowsInBin).Aggregate(default(Group), (sum, bin) => sum.With(bin));
        bins.RemoveAll(bin => bin.Rows < LeastRowsInBin);
        if (rare.Rows > 0) bins.Add(rare);
        double positives = bins.Sum(bin => (long)bin.Positives), negatives = rows - positives, below = 0, area = 0;
        foreach (var bin in bins.OrderBy(bin => (double)bin.Positives / bin.Rows))
        {
            area += bin.Positives * (below + ((bin.Rows - bin.Positives) / 2.0));
            below += bin.Rows - bin.Positives;
        }
        return area / positives / negatives;
    }

    private static bool Reproduces(List<Group> groups, bool isCategorical)
    {
        var positives = groups.Sum(group => group.Positives);
        if (positives < LeastRowsOfLabel || groups.Sum(group => group.Rows) - positives < LeastRowsOfLabel) return false;
        if (groups.Exists(group => group.Positives != 0 && group.Positives != group.Rows)) return false;
        if (isCategorical) return groups.TrueForAll(group => group.Rows >= LeastRowsOfLabel);
        var ranges = 1;
        for (var i = 1; i < groups.Count; i++)
        {
            var changes = (groups[i].Positives == 0) != (groups[i - 1].Positives == 0);
            if (changes && !groups[i - 1].IsMissing) ranges++;
        }
        return ranges <= MostRanges;
    }

    /// <summary>Rows of equal value, in rising order of the value, missing ones first.</summary>
    private static List<Group> Groups(float[] sorted, byte[] labels)
    {
        var groups = new List<Group>();
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            var positives = 0;
            for (end = first; end < sorted.Length && sorted[end].Equals(sorted[first]); end++) positives += labels[end];
            groups.Add(new Group(end - first, positives, float.IsNaN(sorted[first])));
        }
        return groups;
    }

    private readonly record struct Group(int Rows, int Positives, bool IsMissing)
    {
        public Group With(Group other) => new(Rows + other.Rows, Positives + other.Positives, IsMissing);
    }
}
