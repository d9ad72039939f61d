using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.MachineLearning.Leakage;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Exploration;

/// <summary>Works an exploration out. Missing values and means are those of all rows; the rest is that of a sample, so that it costs less than a second.</summary>
internal static class FeatureExplorer
{
    private const int Seed = 20240501;

    /// <exception cref="TrainingRefusedException">One outcome only, or no row.</exception>
    public static FeatureExploration Of(TrainingRows rows, CancellationToken cancellation, int mostSampled = FeatureExploration.MostSampled)
    {
        if (rows.Positives == 0 || rows.Positives == rows.Count)
            throw new TrainingRefusedException("rows", FormattableString.Invariant($"{rows.Positives} of the {rows.Count} training rows have label 1: there are no two outcomes to compare."));
        var chosen = Sample(rows.Labels, rows.Positives, mostSampled);
        var (sample, labels) = (rows.Features.SelectRows(chosen), Array.ConvertAll(chosen, i => rows.Labels[i]));
        var aucs = LeakageReport.Of(sample, labels, cancellation).ColumnAucs;
        var (means, missing) = ByDate(rows);
        return new FeatureExploration
        {
            Rows = rows.Count,
            Positives = rows.Positives,
            Sampled = chosen.Length,
            Dates = [.. Enumerable.Range(0, rows.Dates.Count).Select(rows.CountOf)],
            Features = [.. sample.Columns.Select((column, j) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Feature(column, sample.Column(j), labels, aucs[j], (double)missing[j] / rows.Count, means[j]);
            })],
            Correlations = RankCorrelation.Of(sample, cancellation),
        };
    }

    private static ExploredFeature Feature(FeatureColumn column, float[] values, byte[] labels, double auc, double missing, double?[] means)
    {
        var histogram = new OutcomeHistogram(values, labels);
        var binned = histogram.Bars.Count == 0 ? null : OptimalBinning.Fit(column, values, labels);
        return new ExploredFeature(column.Name, binned?.InformationValue, missing, auc, histogram.Bars, histogram.Missing, binned?.Bins ?? [], means);
    }

    /// <summary>Rows drawn by chance, as many of each outcome as it has among all (at least one), in their order.</summary>
    private static int[] Sample(byte[] labels, int positives, int most)
    {
        int[] left = [labels.Length - positives, positives];
        if (labels.Length <= most)
            return [.. Enumerable.Range(0, labels.Length)];
        var ones = Math.Clamp((int)Math.Round((double)positives * most / labels.Length), 1, Math.Min(positives, most - 1));
        int[] needed = [most - ones, ones];
        var random = new RandomStream(Seed);
        var chosen = new List<int>(most);
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (random.Next(left[label]--) >= needed[label])
                continue;
            needed[label]--;
            chosen.Add(i);
        }

        return [.. chosen];
    }

    private static (double?[][] Means, int[] Missing) ByDate(TrainingRows rows)
    {
        var (width, dates) = (rows.Features.Width, rows.Dates.Count);
        var (means, missing) = (new double?[width][], new int[width]);
        for (var j = 0; j < width; j++)
            means[j] = new double?[dates];
        for (var d = 0; d < dates; d++)
        {
            var (sums, counts) = (new double[width], new int[width]);
            foreach (var row in rows.RowsOf(d))
            {
                var values = rows.Features.Row(row);
                for (var j = 0; j < width; j++)
                {
                    if (float.IsNaN(values[j]))
                        missing[j]++;
                    else
                        (sums[j], counts[j]) = (sums[j] + values[j], counts[j] + 1);
                }
            }

            for (var j = 0; j < width; j++)
                means[j][d] = counts[j] == 0 ? null : sums[j] / counts[j];
        }

        return (means, missing);
    }
}
