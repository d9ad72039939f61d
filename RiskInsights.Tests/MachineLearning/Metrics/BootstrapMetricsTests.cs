using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class BootstrapMetricsTests
{
    private static readonly (byte[] Labels, double[] Probabilities) Data = Scored(400);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Of_SameResamples_EqualsTheGeneralWayForEachMetric(bool stratified, bool grouped)
    {
        int[]? groups = grouped ? [.. Enumerable.Range(0, Data.Labels.Length).Select(row => row % 150)] : null;
        var options = new BootstrapOptions { Resamples = 100, Stratified = stratified, Seed = 4, Groups = groups };
        var metrics = BootstrapMetrics.Of(Data.Labels, Data.Probabilities, options);
        Same(RocAuc.Of, metrics.RocAuc);
        Same(AveragePrecision.Of, metrics.AveragePrecision);
        Same((labels, scores) => KolmogorovSmirnov.Of(labels, scores).Value, metrics.KolmogorovSmirnov);
        Same(BrierScore.Of, metrics.BrierScore);
        Same(LogLoss.Of, metrics.LogLoss);

        void Same(RowMetric metric, BootstrapInterval actual)
        {
            var expected = BootstrapInterval.Of(Data.Labels, Data.Probabilities, metric, options);
            Assert.Equal(expected.Estimate, actual.Estimate, 1e-12);
            Assert.Equal(expected.Lower, actual.Lower, 1e-12);
            Assert.Equal(expected.Upper, actual.Upper, 1e-12);
            Assert.Equal(expected.StandardError, actual.StandardError, 1e-12);
        }
    }

    [Fact]
    public void Of_SeedAndThreads_OnlyTheSeedMatters()
    {
        var one = BootstrapMetrics.Of(Data.Labels, Data.Probabilities, new() { Resamples = 50 });
        var told = 0;
        Assert.Equal(one, BootstrapMetrics.Of(Data.Labels, Data.Probabilities, new() { Resamples = 50, Threads = 3 }, new Reporter(_ => Interlocked.Increment(ref told))));
        Assert.Equal(50, told);
        Assert.NotEqual(one, BootstrapMetrics.Of(Data.Labels, Data.Probabilities, new() { Resamples = 50, Seed = 1 }));
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => BootstrapMetrics.Of([1, 0], [1, 2])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => BootstrapMetrics.Of([1, 1], [.1, .2])).ParamName);
        Assert.Equal("Resamples", Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapMetrics.Of([1, 0], [.1, .2], new() { Resamples = 1 })).ParamName);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => BootstrapMetrics.Of(Data.Labels, Data.Probabilities, progress: new Reporter(_ => source.Cancel()), cancellation: source.Token));
    }

    /// <summary>With ties and with both ends.</summary>
    private static (byte[] Labels, double[] Probabilities) Scored(int rows)
    {
        var random = new RandomStream(1);
        var labels = new byte[rows];
        var probabilities = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            labels[i] = random.NextDouble() < .3 ? (byte)1 : (byte)0;
            probabilities[i] = Math.Clamp(Math.Round((TestData.Normal(ref random) + labels[i] + 2) / 5, 2), 0, 1);
        }
        return (labels, probabilities);
    }
}
