namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>The pool-adjacent-violators algorithm (Ayer et al., 1955).</summary>
internal static class AdjacentViolators
{
    /// <summary>Scores closer than this are one, as in scikit-learn (resolution of 64-bit numbers).</summary>
    private const double Resolution = 1e-15;

    /// <summary>The ends of the flat pieces of the best rising function, by rising score.</summary>
    public static List<(double Score, double Value)> Pool(ReadOnlySpan<double> scores, ReadOnlySpan<byte> labels, ReadOnlySpan<double> weights)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var sorted = scores.ToArray();
        Array.Sort(sorted, order);

        var blocks = new List<Block>();
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            double weight = 0, sum = 0;
            for (end = first; end < sorted.Length && sorted[end] - sorted[first] < Resolution; end++)
            {
                var rowWeight = weights.IsEmpty ? 1 : weights[order[end]];
                weight += rowWeight;
                sum += rowWeight * labels[order[end]];
            }
            var block = new Block(sorted[first], sorted[first], weight, sum);
            while (blocks.Count > 0 && blocks[^1].Mean >= block.Mean)
            {
                block = blocks[^1].Join(block);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }

        var points = new List<(double, double)>(2 * blocks.Count);
        foreach (var block in blocks)
        {
            points.Add((block.First, block.Mean));
            if (block.Last > block.First) points.Add((block.Last, block.Mean));
        }
        return points;
    }

    private readonly record struct Block(double First, double Last, double Weight, double Sum)
    {
        public double Mean => Sum / Weight;

        public Block Join(Block next) => new(First, next.Last, Weight + next.Weight, Sum + next.Sum);
    }
}
