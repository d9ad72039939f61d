using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>How a model does on one group of rows (a country, an age band), beside the others.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Rows">Its rows; at least 1.</param>
/// <param name="Positives">Those of them with label 1.</param>
/// <param name="MeanProbability">Their mean probability, 0 to 1.</param>
/// <param name="ObservedRate">Their share of label 1, 0 to 1; near the former where the model is calibrated for the group.</param>
/// <param name="Auc">Ranking within the group, with its interval; null where a label occurs less than twice.</param>
public sealed record SegmentMetrics(string Segment, int Rows, int Positives, double MeanProbability, double ObservedRate, AucInterval? Auc)
{
    /// <summary>One for each group that has rows, in the order of the names given.</summary>
    /// <param name="labels">0 or 1 for each row.</param>
    /// <param name="probabilities">0 to 1 for each row.</param>
    /// <param name="segments">The index in <paramref name="names"/> of each row's group.</param>
    /// <param name="names">The groups.</param>
    /// <param name="confidence">Share of such intervals that hold the true AUC, in (0, 1).</param>
    /// <param name="groups">As for <see cref="AucInterval.Of"/>; the AUC of a segment whose rows are all of one group is null.</param>
    /// <exception cref="ArgumentException">No rows, lengths differ, a label is not 0 or 1, a probability is not in [0, 1], a row's group does
    /// not exist, or the confidence is out of range.</exception>
    public static IReadOnlyList<SegmentMetrics> Of(
        ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<int> segments, IReadOnlyList<string> names, double confidence = 0.95,
        IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        Probabilities.Require(labels, probabilities);
        if (segments.Length != labels.Length)
            throw new ArgumentException(Invariant($"{segments.Length} segments for {labels.Length} rows."), nameof(segments));
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1, both excluded.");
        if (groups is not null && groups.Count != labels.Length)
            throw new ArgumentException(Invariant($"{groups.Count} groups for {labels.Length} rows."), nameof(groups));
        var rows = new (List<byte> Labels, List<double> Probabilities, List<int> Groups)[names.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = ([], [], []);
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)segments[i] >= (uint)rows.Length)
                throw new ArgumentException(Invariant($"Row {i} is of segment {segments[i]}; there are {rows.Length}."), nameof(segments));
            rows[segments[i]].Labels.Add(labels[i]);
            rows[segments[i]].Probabilities.Add(probabilities[i]);
            rows[segments[i]].Groups.Add(groups?[i] ?? i);
        }
        return [.. rows.Zip(names).Where(segment => segment.First.Labels.Count > 0)
            .Select(segment => Of(segment.Second, [.. segment.First.Labels], [.. segment.First.Probabilities], groups is null ? null : segment.First.Groups, confidence))];
    }

    private static SegmentMetrics Of(string name, byte[] labels, double[] probabilities, List<int>? groups, double confidence)
    {
        var positives = labels.Sum(label => label);
        var ranks = Math.Min(positives, labels.Length - positives) >= 2 && (groups is null || groups.Exists(group => group != groups[0]));
        return new(name, labels.Length, positives, probabilities.Average(), (double)positives / labels.Length,
            ranks ? AucInterval.Of(labels, probabilities, confidence, groups) : null);
    }
}
