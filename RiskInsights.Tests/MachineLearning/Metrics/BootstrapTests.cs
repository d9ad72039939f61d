using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class BootstrapTests
{
    private static readonly (byte[] Labels, double[] Scores) Data = Scored(400);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfRocAucAndPrecision_SameResamples_EqualTheGeneralWayBitForBit(bool stratified)
    {
        var options = new BootstrapOptions { Resamples = 100, Stratified = stratified, Seed = 4 };
        Assert.Equal(BootstrapInterval.Of(Data.Labels, Data.Scores, RocAuc.Of, options), BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, options));
        Assert.Equal(BootstrapInterval.Of(Data.Labels, Data.Scores, AveragePrecision.Of, options), BootstrapInterval.OfAveragePrecision(Data.Labels, Data.Scores, options));
        Assert.Equal(RocAuc.Of(Data.Labels, Data.Scores), BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, options).Estimate);
    }

    /// <summary>DeLong's formula and the stratified bootstrap estimate the same variance.</summary>
    [Fact]
    public void OfRocAuc_ManyResamples_AgreesWithDeLong()
    {
        var interval = BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, new() { Resamples = 4000 });
        var exact = AucInterval.Of(Data.Labels, Data.Scores);
        // 4,000 resamples leave about 1/√8000 = 1.1 % in the error, 3 % in the ends.
        Assert.InRange(interval.StandardError / exact.StandardError, .95, 1.05);
        Assert.Equal(exact.Lower, interval.Lower, .15 * exact.StandardError);
        Assert.Equal(exact.Upper, interval.Upper, .15 * exact.StandardError);
    }

    /// <summary>Each row thrice tells no more than once: groups keep the width, rows alone would take a third of the variance for it.</summary>
    [Fact]
    public void OfGroups_EachRowThrice_HasTheErrorOfTheRowsOnce()
    {
        byte[] labels = [.. Data.Labels, .. Data.Labels, .. Data.Labels];
        double[] scores = [.. Data.Scores, .. Data.Scores, .. Data.Scores];
        int[] groups = [.. Enumerable.Range(0, labels.Length).Select(row => 7 - (row % Data.Labels.Length))];
        var once = AucInterval.Of(Data.Labels, Data.Scores);
        var thrice = AucInterval.Of(labels, scores, groups: groups);
        Assert.Equal(once.Auc, thrice.Auc, 1e-12);
        Assert.InRange(thrice.StandardError / once.StandardError, .98, 1.02);
        Assert.InRange(AucInterval.Of(labels, scores).StandardError / once.StandardError, .55, .6);
        var drawn = BootstrapInterval.OfRocAuc(labels, scores, new() { Resamples = 4000, Groups = groups });
        Assert.InRange(drawn.StandardError / once.StandardError, .95, 1.05);
        double[] others = [.. scores.Select((score, row) => score + (row % Data.Labels.Length % 2))];
        Assert.InRange(
            DeLongTest.Of(labels, scores, others, groups).StandardError / DeLongTest.Of(Data.Labels, Data.Scores, others[..Data.Labels.Length]).StandardError, .98, 1.02);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => AucInterval.Of(labels, scores, groups: new int[labels.Length])).ParamName);
        Assert.Throws<ArgumentException>(() => AucInterval.Of(labels, scores, groups: [1, 2]));
        Assert.Throws<ArgumentException>(() => BootstrapInterval.OfRocAuc(labels, scores, new() { Groups = [1, 2] }));
    }

    /// <summary>The mean of n labels has the standard error √(p·(1 − p)/n), none at all if the labels are kept.</summary>
    [Fact]
    public void Of_ShareOfOnes_MovesOnlyUnlessStratified()
    {
        RowMetric share = (labels, _) => Labels(labels).Average(label => label);
        var rate = Data.Labels.Average(label => (double)label);
        var free = BootstrapInterval.Of(Data.Labels, Data.Scores, share, new() { Resamples = 4000, Stratified = false });
        Assert.InRange(free.StandardError / Math.Sqrt(rate * (1 - rate) / 400), .95, 1.05);
        var kept = BootstrapInterval.Of(Data.Labels, Data.Scores, share);
        Assert.Equal((rate, rate, rate), (kept.Estimate, kept.Lower, kept.Upper));
        Assert.Equal(0, kept.StandardError, 1e-12);

        static byte[] Labels(ReadOnlySpan<byte> labels) => labels.ToArray();
    }

    [Fact]
    public void Of_SeedAndThreads_OnlyTheSeedMatters()
    {
        var one = BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, new() { Seed = 1 });
        Assert.Equal(one, BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, new() { Seed = 1, Threads = 3 }));
        Assert.NotEqual(one, BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, new() { Seed = 2 }));
        var narrow = BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, new() { Seed = 1, Level = .5 });
        Assert.True(one.Lower < narrow.Lower && narrow.Lower < narrow.Upper && narrow.Upper < one.Upper);
    }

    [Fact]
    public void Of_RareLabel_IsNeverLost()
    {
        byte[] labels = [1, 0, 0];
        var interval = BootstrapInterval.OfRocAuc(labels, [3, 2, 1], new() { Stratified = false, Resamples = 200 });
        Assert.Equal(new BootstrapInterval(1, 1, 1, 0), interval);
    }

    [Fact]
    public void Of_ProgressAndCancellation_AreHeard()
    {
        using var source = new CancellationTokenSource();
        var reports = new List<TrainingProgress>();
        Assert.Throws<OperationCanceledException>(() => BootstrapInterval.OfRocAuc(Data.Labels, Data.Scores, progress: new Reporter(report =>
        {
            reports.Add(report);
            source.Cancel();
        }), cancellation: source.Token));
        Assert.Equal(new TrainingProgress(1, 1000), Assert.Single(reports));
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => BootstrapInterval.OfRocAuc([1, 1], [1, 2])).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => BootstrapInterval.OfRocAuc([1, 0], [1, double.NaN])).ParamName);
        Assert.Contains("resample 0", Assert.Throws<ArgumentException>(() => BootstrapInterval.Of([1, 0], [1, 2], (_, _) => double.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("resample 0", Assert.Throws<ArgumentException>(() => BootstrapInterval.Of([1, 0], [1, 2], (_, _) => double.PositiveInfinity)).Message, StringComparison.Ordinal);
        Check(nameof(BootstrapOptions.Resamples), new() { Resamples = 1 });
        Check(nameof(BootstrapOptions.Level), new() { Level = 1 });
        Check(nameof(BootstrapOptions.Threads), new() { Threads = 0 });

        static void Check(string option, BootstrapOptions options) => Assert.Equal(option,
            Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.OfRocAuc([1, 0], [1, 2], options)).ParamName);
    }

    /// <summary>With ties, so that they must be kept together.</summary>
    private static (byte[] Labels, double[] Scores) Scored(int rows)
    {
        var random = new RandomStream(1);
        var labels = new byte[rows];
        var scores = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            labels[i] = random.NextDouble() < .3 ? (byte)1 : (byte)0;
            scores[i] = Math.Round(TestData.Normal(ref random) + labels[i], 1);
        }
        return (labels, scores);
    }
}
