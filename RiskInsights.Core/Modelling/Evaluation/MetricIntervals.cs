using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>
/// The figures of a test with their 95 % intervals: AUC by DeLong, the others from resamples. A client stands on several dates of a
/// test whose windows overlap, so that it is the clients that are drawn, each with all its rows.
/// </summary>
internal sealed class MetricIntervals
{
    private const int Resamples = 500;

    /// <summary>So many drawn rows are enough for steady ends: on large tests, which have narrow intervals anyway, fewer resamples do.</summary>
    private const int MostRowsDrawn = 20_000_000;

    private readonly BootstrapMetrics _bootstrap;

    public MetricIntervals(byte[] labels, double[] probabilities, int[] clients, int threads, CancellationToken cancellation)
    {
        var interval = AucInterval.Of(labels, probabilities, groups: clients);
        Auc = new MeasuredMetric(interval.Auc, interval.Lower, interval.Upper);
        var resamples = Math.Clamp(MostRowsDrawn / labels.Length, 100, Resamples);
        _bootstrap = BootstrapMetrics.Of(labels, probabilities, new BootstrapOptions { Resamples = resamples, Groups = clients, Threads = threads }, cancellation: cancellation);
    }

    public MeasuredMetric Auc { get; }

    public MeasuredMetric AveragePrecision => Of(_bootstrap.AveragePrecision);

    public MeasuredMetric Ks => Of(_bootstrap.KolmogorovSmirnov);

    public MeasuredMetric Brier => Of(_bootstrap.BrierScore);

    public MeasuredMetric LogLoss => Of(_bootstrap.LogLoss);

    private static MeasuredMetric Of(BootstrapInterval interval) => new(interval.Estimate, interval.Lower, interval.Upper);
}
