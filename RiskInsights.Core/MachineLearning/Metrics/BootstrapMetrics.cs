namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// The intervals of the usual metrics of probabilities, from the same resamples: one pass draws each resample once for all five, and
/// sorts none. Each is what <see cref="BootstrapInterval"/> gives for its metric, up to the rounding of sums.
/// </summary>
/// <param name="RocAuc"><see cref="Metrics.RocAuc"/>: higher is better.</param>
/// <param name="AveragePrecision"><see cref="Metrics.AveragePrecision"/>: higher is better.</param>
/// <param name="KolmogorovSmirnov"><see cref="Metrics.KolmogorovSmirnov"/>: higher is better.</param>
/// <param name="BrierScore"><see cref="Metrics.BrierScore"/>: lower is better.</param>
/// <param name="LogLoss"><see cref="Metrics.LogLoss"/>: lower is better.</param>
public sealed record BootstrapMetrics(
    BootstrapInterval RocAuc,
    BootstrapInterval AveragePrecision,
    BootstrapInterval KolmogorovSmirnov,
    BootstrapInterval BrierScore,
    BootstrapInterval LogLoss)
{
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="probabilities">0 to 1 for each row.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each resample, possibly from several threads at once.</param>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, only one label occurs, a probability is not in [0, 1], or an
    /// option is out of range.</exception>
    public static BootstrapMetrics Of(
        byte[] labels, double[] probabilities,
        BootstrapOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var resampling = new Resampling(labels, probabilities, options ?? new BootstrapOptions());
        Probabilities.Require(labels, probabilities);
        var ranking = new ResampledRanking(labels, probabilities);
        var losses = new ResampledLosses(ranking.Scores);
        double[] estimates = ranking.Of(All, rows: null);
        var resamples = new double[resampling.Options.Resamples][];
        var done = 0;
        DedicatedThreads.Run(resampling.Options.Threads, resamples.Length, resample =>
        {
            resamples[resample] = ranking.Of(All, resampling.Rows(resample));
            progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), resamples.Length));
        }, cancellation);
        return new(Interval(0), Interval(1), Interval(2), Interval(3), Interval(4));

        double[] All(int[] positives, int[] negatives) =>
        [
            ResampledRanking.RocAuc(positives, negatives),
            ResampledRanking.AveragePrecision(positives, negatives),
            ResampledRanking.KolmogorovSmirnov(positives, negatives),
            losses.BrierScore(positives, negatives),
            losses.LogLoss(positives, negatives),
        ];

        BootstrapInterval Interval(int metric) =>
            BootstrapInterval.Of(estimates[metric], Array.ConvertAll(resamples, values => values[metric]), resampling.Options.Level);
    }
}
