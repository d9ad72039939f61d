using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Metrics;

public sealed class CalibrationMetricsTests
{
    /// <summary>Two bins of four rows: one says 0.2 and sees 0.25, the other says 0.6 and sees 1.</summary>
    [Fact]
    public void CalibrationError_ByHand_IsTheMeanAndTheLargestDifference()
    {
        byte[] labels = [0, 1, 0, 0, 1, 1, 1, 1];
        double[] probabilities = [.2, .2, .2, .2, .6, .6, .6, .6];
        var error = CalibrationError.Of(labels, probabilities, bins: 2);
        Assert.Equal((.05 + .4) / 2, error.Expected, 1e-15);
        Assert.Equal(.4, error.Maximum, 1e-15);
        Assert.Equal(error, CalibrationError.Of(CalibrationBins.Of(labels, probabilities, bins: 2)));
        Assert.Throws<ArgumentException>(() => CalibrationError.Of([]));
    }

    /// <summary>Two probabilities: the regression goes through the log-odds of both observed rates.</summary>
    [Fact]
    public void CalibrationSlope_TwoProbabilities_GoesThroughBothRates()
    {
        byte[] labels = [.. Enumerable.Range(0, 20).Select(i => (byte)(i < 10 ? i < 2 ? 1 : 0 : i < 16 ? 1 : 0))];
        double[] probabilities = [.. Enumerable.Range(0, 20).Select(i => i < 10 ? .1 : .7)];
        var slope = (Logit(.6) - Logit(.2)) / (Logit(.7) - Logit(.1));
        var found = CalibrationSlope.Of(labels, probabilities);
        Assert.Equal(slope, found.Slope, 1e-10);
        Assert.Equal(Logit(.2) - (slope * Logit(.1)), found.Intercept, 1e-10);
    }

    /// <summary>Of probabilities whose log-odds are halved and moved, the slope is twice, the intercept takes the move back.</summary>
    [Fact]
    public void CalibrationSlope_MovedLogOdds_MovesBack()
    {
        var random = new RandomStream(4);
        double[] logits = [.. Enumerable.Range(0, 3000).Select(_ => TestData.Normal(ref random) - 1)];
        byte[] labels = [.. logits.Select(logit => random.NextDouble() < Probability(logit) ? (byte)1 : (byte)0)];
        var straight = CalibrationSlope.Of(labels, Array.ConvertAll(logits, Probability));
        Assert.Equal(1, straight.Slope, .1);
        Assert.Equal(0, straight.Intercept, .1);
        var moved = CalibrationSlope.Of(labels, Array.ConvertAll(logits, logit => Probability((logit / 2) + 0.3)));
        Assert.Equal(2 * straight.Slope, moved.Slope, 1e-8);
        Assert.Equal(straight.Intercept - (0.3 * moved.Slope), moved.Intercept, 1e-8);

        var regression = LogisticRegressionTrainer.Fit(
            new FeatureMatrix(TestData.Columns(1), Array.ConvertAll(logits, logit => (float)logit)), labels, new() { RegLambda = 0 });
        Assert.Equal(regression.Terms[0].CoefficientPerUnit, straight.Slope, 1e-5);
    }

    [Fact]
    public void CalibrationSlope_WithoutAnAnswer_IsRefused()
    {
        Assert.Contains("label 1", Refusal([0, 0], [.1, .2]), StringComparison.Ordinal);
        Assert.Contains("order nothing", Refusal([0, 1], [.1, .1]), StringComparison.Ordinal);
        Assert.Contains("no end", Refusal([0, 0, 1], [.1, .2, .2]), StringComparison.Ordinal);
        Assert.Contains("no end", Refusal([1, 1, 0], [0, .2, 1]), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CalibrationSlope.Of([0, 1], [.1, 1.1]));
        // Sure probabilities that are wrong are finite.
        Assert.True(double.IsFinite(CalibrationSlope.Of([1, 0, 1, 0], [0, 1, 1, 0]).Slope));

        static string Refusal(byte[] labels, double[] probabilities) =>
            Assert.Throws<TrainingRefusedException>(() => CalibrationSlope.Of(labels, probabilities)).Reason;
    }

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}
