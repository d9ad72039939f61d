using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>How a model does in each group of clients: whom it ranks worse, and whom it scores apart from what they do.</summary>
internal static class SegmentTable
{
    public static IReadOnlyList<SegmentPerformance> Of(TrainingRows test, double[] probabilities, ClientSegments segments) =>
        [.. ClientSegments.Dimensions.SelectMany(dimension => Of(dimension, test, probabilities, segments))];

    private static IEnumerable<SegmentPerformance> Of(string dimension, TrainingRows test, double[] probabilities, ClientSegments segments)
    {
        var (dates, overlap) = (test.DateOfRows(), AsOfDates.Overlap(test.Dates));
        string[] groups = [.. test.ClientKeys.Select((key, i) => segments.Of(dimension, key, dates[i].Year))];
        string[] names = [.. groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i, StringComparer.Ordinal);
        return SegmentMetrics.Of(test.Labels, probabilities, Array.ConvertAll(groups, g => places[g]), names, groups: test.ClientKeys).Select(m => new SegmentPerformance(
            dimension, m.Segment, m.Rows, m.Positives, m.MeanProbability, m.Auc is { } auc ? new(auc.Auc, auc.Lower, auc.Upper) : null) { Overlap = overlap });
    }
}
