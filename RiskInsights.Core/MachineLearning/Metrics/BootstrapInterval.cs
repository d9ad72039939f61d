using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>A metric of labels and scores of the same rows.</summary>
public delegate double RowMetric(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores);

/// <summary>
/// How far a metric would move with other rows of the same population: the metric of many resamples, as large as the data, drawn
/// from it with replacement (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; percentile interval).
/// </summary>
/// <param name="Estimate">The metric of the data itself.</param>
/// <param name="Lower">Lower end of the interval: a quantile of the resamples' metrics, interpolated as NumPy does.</param>
/// <param name="Upper">Its upper end.</param>
/// <param name="StandardError">Standard deviation of the resamples' metrics.</param>
public readonly record struct BootstrapInterval(double Estimate, double Lower, double Upper, double StandardError)
{
    /// <summary>For any metric. Each resample is copied, and sorted if the metric does; see the others for the common ones.</summary>
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="scores">A number for each row, no NaN.</param>
    /// <param name="metric">Called from several threads at once where the options ask for them; must give the same for the same rows.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each resample, possibly from several threads at once.</param>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, a score is NaN, only one label occurs, an option is
    /// out of range, or the metric of a resample is not finite.</exception>
    public static BootstrapInterval Of(
        byte[] labels, double[] scores, RowMetric metric,
        BootstrapOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var resampling = new Resampling(labels, scores, options ?? new BootstrapOptions());
        return Of(metric(labels, scores), resampling, seed =>
        {
            var rows = resampling.Rows(seed);
            return metric(Array.ConvertAll(rows, row => labels[row]), Array.ConvertAll(rows, row => scores[row]));
        }, progress, cancellation);
    }

    /// <summary>For the area under the ROC curve: as <see cref="RocAuc"/> of the same resamples, without sorting any.</summary>
    /// <inheritdoc cref="Of(byte[], double[], RowMetric, BootstrapOptions?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public static BootstrapInterval OfRocAuc(
        byte[] labels, double[] scores,
        BootstrapOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        OfRanking(labels, scores, ResampledRanking.RocAuc, options, progress, cancellation);

    /// <summary>For the average precision: as <see cref="AveragePrecision"/> of the same resamples, without sorting any.</summary>
    /// <inheritdoc cref="Of(byte[], double[], RowMetric, BootstrapOptions?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public static BootstrapInterval OfAveragePrecision(
        byte[] labels, double[] scores,
        BootstrapOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        OfRanking(labels, scores, ResampledRanking.AveragePrecision, options, progress, cancellation);

    private static BootstrapInterval OfRanking(
        byte[] labels, double[] scores, Func<int[], int[], double> metric,
        BootstrapOptions? options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var resampling = new Resampling(labels, scores, options ?? new BootstrapOptions());
        var ranking = new ResampledRanking(labels, scores);
        return Of(ranking.Of(metric, rows: null), resampling, seed => ranking.Of(metric, resampling.Rows(seed)), progress, cancellation);
    }

    private static BootstrapInterval Of(
        double estimate, Resampling resampling, Func<int, double> metricOfResample, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var options = resampling.Options;
        var metrics = new double[options.Resamples];
        var done = 0;
        DedicatedThreads.Run(options.Threads, metrics.Length, resample =>
        {
            metrics[resample] = metricOfResample(resample);
            if (!double.IsFinite(metrics[resample]))
                throw new ArgumentException(Invariant($"The metric of resample {resample} is not a finite number."), "metric");
            progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), metrics.Length));
        }, cancellation);
        return Of(estimate, metrics, options.Level);
    }

    /// <param name="metrics">Of the resamples; sorted in place.</param>
    internal static BootstrapInterval Of(double estimate, double[] metrics, double level)
    {
        Array.Sort(metrics);
        double mean = metrics.Average(), squares = metrics.Sum(metric => (metric - mean) * (metric - mean));
        return new(estimate, Quantile(metrics, (1 - level) / 2), Quantile(metrics, (1 + level) / 2), Math.Sqrt(squares / (metrics.Length - 1)));
    }

    /// <summary>Between the two nearest of the sorted values, in proportion.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = Math.Min((int)position, sorted.Length - 2);
        return sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }
}
