using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Rows of a range of probabilities, by label.</summary>
/// <param name="Lower">Least probability of the range, included.</param>
/// <param name="Upper">Its end, excluded but for the last range.</param>
/// <param name="Negatives">Rows with label 0.</param>
/// <param name="Positives">Rows with label 1.</param>
public readonly record struct ScoreBin(double Lower, double Upper, int Negatives, int Positives);

/// <summary>How many rows of each label get which probability: the further the two lie apart, the better the model tells them apart.</summary>
public static class ScoreDistribution
{
    /// <summary>Edges that cut 0 to 1 into so many ranges of equal width.</summary>
    /// <param name="bins">1 to 1,000.</param>
    public static double[] EvenEdges(int bins = 20)
    {
        Options.Between(bins, 1, 1_000);
        return [.. Enumerable.Range(0, bins + 1).Select(i => (double)i / bins)];
    }

    /// <summary>One bin for each pair of neighbouring edges; a probability on an edge belongs to the bin above it.</summary>
    /// <param name="labels">0 or 1 for each row; one of them may be absent.</param>
    /// <param name="probabilities">0 to 1 for each row.</param>
    /// <param name="edges">Rising, from 0 to 1, both included; see <see cref="EvenEdges"/>.</param>
    /// <exception cref="ArgumentException">No rows, lengths differ, a label is not 0 or 1, a probability is not in [0, 1], or the edges do not
    /// rise from 0 to 1.</exception>
    public static IReadOnlyList<ScoreBin> Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities, double[] edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        Probabilities.Require(labels, probabilities);
        if (edges.Length < 2 || edges[0] != 0 || edges[^1] != 1)
            throw new ArgumentException("The edges must begin with 0 and end with 1.", nameof(edges));
        for (var i = 1; i < edges.Length; i++)
        {
            if (!(edges[i] > edges[i - 1])) throw new ArgumentException(Invariant($"The edges do not rise at {edges[i]}."), nameof(edges));
        }
        var counts = new (int Negatives, int Positives)[edges.Length - 1];
        for (var i = 0; i < labels.Length; i++)
        {
            var position = Array.BinarySearch(edges, probabilities[i]);
            ref var count = ref counts[Math.Min(position >= 0 ? position : ~position - 1, counts.Length - 1)];
            if (labels[i] != 0) count.Positives++;
            else count.Negatives++;
        }
        return [.. counts.Select((count, i) => new ScoreBin(edges[i], edges[i + 1], count.Negatives, count.Positives))];
    }
}
