using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>How the probabilities of both classes are spread.</summary>
internal static class ScoreShares
{
    /// <summary>Ends of the ranges: fine where most clients are.</summary>
    private static readonly double[] Edges = [0, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1];

    public static IReadOnlyList<ScoreBar> Distribution(byte[] labels, double[] probabilities)
    {
        var (positives, negatives) = (new int[Edges.Length - 1], new int[Edges.Length - 1]);
        for (var i = 0; i < labels.Length; i++)
        {
            var found = Array.BinarySearch(Edges, probabilities[i]);
            var bar = Math.Min(found >= 0 ? found : ~found - 1, positives.Length - 1);
            (labels[i] == 1 ? positives : negatives)[bar]++;
        }

        return [.. positives.Select((count, i) => new ScoreBar(Edges[i], Edges[i + 1], count, negatives[i]))];
    }

    /// <summary>Shares of both classes below each probability, lowest first: their largest distance is KS.</summary>
    public static IReadOnlyList<ClassShares> KsCurve(ScoreRanking ranking, int points)
    {
        var every = Math.Max(1, ranking.Steps / points);
        var shares = new List<ClassShares>();
        for (var step = ranking.Steps - 1; step >= 0; step--)
        {
            if (step % every == 0 || step == ranking.Steps - 1)
                shares.Add(new ClassShares(ranking.Threshold(step), Below(ranking.TruePositiveRate, step), Below(ranking.FalsePositiveRate, step)));
        }

        return shares;
    }

    private static double Below(Func<int, double> atLeast, int step) => 1 - atLeast(step);
}
