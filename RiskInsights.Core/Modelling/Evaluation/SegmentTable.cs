using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>How a model does in each group of clients: whom it ranks worse, and whom it scores apart from what they do.</summary>
internal static class SegmentTable
{
    /// <summary>Fewer of one class: an AUC would say nothing.</summary>
    private const int LeastOfEach = 5;

    public static IReadOnlyList<SegmentPerformance> Of(TrainingRows test, double[] probabilities, ClientSegments segments)
    {
        var dates = test.DateOfRows();
        return [.. ClientSegments.Dimensions.SelectMany(dimension => Enumerable.Range(0, test.Count)
            .GroupBy(i => segments.Of(dimension, test.ClientKeys[i], dates[i].Year), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Performance(dimension, g.Key, [.. g], test.Labels, probabilities)))];
    }

    private static SegmentPerformance Performance(string dimension, string value, int[] rows, byte[] labels, double[] probabilities)
    {
        var own = Array.ConvertAll(rows, i => labels[i]);
        var scores = Array.ConvertAll(rows, i => probabilities[i]);
        var positives = own.Sum(l => l);
        var auc = positives >= LeastOfEach && rows.Length - positives >= LeastOfEach ? AucInterval.Of(own, scores) : (AucInterval?)null;
        return new SegmentPerformance(dimension, value, rows.Length, positives, scores.Average(), auc is { } a ? new(a.Auc, a.Lower, a.Upper) : null);
    }
}
