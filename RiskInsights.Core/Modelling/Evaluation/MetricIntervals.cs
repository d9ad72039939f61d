using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>Every figure of the test with its 95 % interval: AUC by DeLong, the others from resamples of the test rows.</summary>
internal sealed class MetricIntervals(byte[] labels, double[] probabilities, int threads, CancellationToken cancellation)
{
    private readonly BootstrapOptions _options = new() { Resamples = 200, Threads = threads };

    public MeasuredMetric Auc()
    {
        var interval = AucInterval.Of(labels, probabilities);
        return new(interval.Auc, interval.Lower, interval.Upper);
    }

    public MeasuredMetric AveragePrecision() =>
        Of(BootstrapInterval.OfAveragePrecision(labels, probabilities, _options, cancellation: cancellation));

    public MeasuredMetric Ks() => Of((l, p) => KolmogorovSmirnov.Of(l, p).Value);

    public MeasuredMetric Brier() => Of(BrierScore.Of);

    public MeasuredMetric LogLoss() => Of((l, p) => MachineLearning.Metrics.LogLoss.Of(l, p));

    private MeasuredMetric Of(RowMetric metric) => Of(BootstrapInterval.Of(labels, probabilities, metric, _options, cancellation: cancellation));

    private static MeasuredMetric Of(BootstrapInterval interval) => new(interval.Estimate, interval.Lower, interval.Upper);
}
