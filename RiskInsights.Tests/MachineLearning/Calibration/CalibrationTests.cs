using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Calibration;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.MachineLearning.Splits;

namespace RiskInsights.Tests.MachineLearning.Calibration;

public sealed class CalibrationTests
{
    /// <summary>Two scores: the best line goes through Platt's targets' means, so the probabilities are known.</summary>
    [Fact]
    public void Platt_TwoScores_GivesTheMeansOfTheTargets()
    {
        double[] scores = [.. Enumerable.Repeat(0.0, 10), .. Enumerable.Repeat(1.0, 10)];
        byte[] labels = [.. Enumerable.Range(0, 20).Select(i => (byte)(i < 10 ? (i < 2 ? 1 : 0) : (i < 17 ? 1 : 0)))];
        var platt = PlattCalibration.Fit(scores, labels);
        double high = 10.0 / 11, low = 1.0 / 13;
        Assert.Equal(((2 * high) + (8 * low)) / 10, platt.Probability(0), 1e-12);
        Assert.Equal(((7 * high) + (3 * low)) / 10, platt.Probability(1), 1e-12);
        Assert.True(platt.A < 0, "higher scores are more probable");
    }

    [Fact]
    public void Platt_SeparableScores_StaysInsideTheTargets()
    {
        var platt = PlattCalibration.Fit([-2, -1, 1, 2], [0, 0, 1, 1]);
        Assert.InRange(platt.Probability(2), 0.7, 0.9);
        Assert.InRange(platt.Probability(-2), 0.1, 0.3);
        Assert.InRange(platt.Probability(1e300), 0, 1);
    }

    /// <summary>A shift and a scale of the scores may not matter, however large.</summary>
    [Fact]
    public void Platt_OtherUnits_GivesTheSameProbabilities()
    {
        var (scores, labels) = Scored(500, seed: 1);
        var other = Array.ConvertAll(scores, score => 1e6 + (1e4 * score));
        var (a, b) = (PlattCalibration.Fit(scores, labels), PlattCalibration.Fit(other, labels));
        for (var i = 0; i < 50; i++) Assert.Equal(a.Probability(scores[i]), b.Probability(other[i]), 1e-9);
    }

    [Fact]
    public void Isotonic_ByHand_PoolsViolators()
    {
        var isotonic = IsotonicCalibration.Fit([1, 2, 3, 4, 5, 5], [0, 1, 0, 1, 1, 1]);
        Assert.Equal([1, 2, 3, 4, 5], isotonic.Scores);
        Assert.Equal([0, .5, .5, 1, 1], isotonic.Probabilities);
        Assert.Equal([0, 0, .25, .5, .75, 1, 1], new[] { -9, 1, 1.5, 2.5, 3.5, 4, 99 }.Select(isotonic.Probability));
        // The 1 at score 2 weighs three times as much as the 0 at 3.
        Assert.Equal([0, .75, .75, 1, 1], IsotonicCalibration.Fit([1, 2, 3, 4, 5], [0, 1, 0, 1, 1], [1, 3, 1, 1, 1]).Probabilities);
        // Scores that order nothing: one value.
        Assert.Equal(.5, IsotonicCalibration.Fit([7, 7], [0, 1]).Probability(3));
        Assert.Equal([.5, .5], IsotonicCalibration.Fit([1, 2], [1, 0]).Probabilities);
    }

    [Fact]
    public void Isotonic_OwnRows_IsCalibratedPieceByPiece()
    {
        var (scores, labels) = Scored(2000, seed: 2);
        var isotonic = IsotonicCalibration.Fit(scores, labels);
        foreach (var piece in Enumerable.Range(0, scores.Length).GroupBy(i => isotonic.Probability(scores[i])))
            Assert.Equal(piece.Key, piece.Average(i => (double)labels[i]), 1e-12);
    }

    /// <summary>Naive scores that say 5 times the log-odds: both calibrations repair them on rows that they were not fitted on.</summary>
    [Fact]
    public void Fit_OverconfidentScores_AreRepairedOnOtherRows()
    {
        var (scores, labels) = Scored(20_000, seed: 3);
        var overconfident = Array.ConvertAll(scores, score => 5 * score);
        var (fit, test) = (new Range(0, 10_000), new Range(10_000, 20_000));
        // By Brier's score: isotonic ends at 0 and 1, for which the logarithm has no mercy.
        var truth = BrierScore.Of(labels[test], Array.ConvertAll(scores[test], Sigmoid));
        Assert.True(BrierScore.Of(labels[test], Array.ConvertAll(overconfident[test], Sigmoid)) > truth + .02);
        foreach (var calibration in new ICalibration[] { PlattCalibration.Fit(overconfident[fit], labels[fit]), IsotonicCalibration.Fit(overconfident[fit], labels[fit]) })
            Assert.InRange(BrierScore.Of(labels[test], Array.ConvertAll(overconfident[test], calibration.Probability)), truth - .001, truth + .002);
    }

    [Fact]
    public void Json_RoundTrip_GivesTheSameProbabilities()
    {
        var (scores, labels) = Scored(300, seed: 4);
        var platt = PlattCalibration.Fit(scores, labels);
        var isotonic = IsotonicCalibration.Fit(scores, labels);
        ICalibration[] read = [PlattCalibration.FromJson(platt.ToJson()), IsotonicCalibration.FromJson(isotonic.ToJson())];
        Assert.Equal(Array.ConvertAll(scores, platt.Probability), Array.ConvertAll(scores, read[0].Probability));
        Assert.Equal(Array.ConvertAll(scores, isotonic.Probability), Array.ConvertAll(scores, read[1].Probability));
        Assert.Throws<InvalidModelException>(() => PlattCalibration.FromJson(isotonic.ToJson()));
        Assert.Throws<InvalidModelException>(() => IsotonicCalibration.FromJson(isotonic.ToJson()[..^9]));
        Assert.Throws<InvalidModelException>(() => IsotonicCalibration.FromJson(isotonic.ToJson().Replace("\"scores\":[", "\"scores\":[-99,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fit_WrongInput_IsRefused()
    {
        Assert.Throws<TrainingRefusedException>(() => PlattCalibration.Fit([1, 2], [1, 1]));
        Assert.Contains("All 2 scores are 3", Assert.Throws<TrainingRefusedException>(() => PlattCalibration.Fit([3, 3], [0, 1])).Reason, StringComparison.Ordinal);
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => PlattCalibration.Fit([3, double.PositiveInfinity], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingRefusedException>(() => IsotonicCalibration.Fit([1, 2], [0, 0]));
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit([1, 2], [0])).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit([1, double.NaN], [0, 1])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit([1, 2], [0, 1], [1])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentOutOfRangeException>(() => IsotonicCalibration.Fit([1, 2], [0, 1], [1, 0])).ParamName);
        Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit([1, 2], [0, 1]).Probability(double.NaN));
    }

    /// <summary>Scores of 1e200 gave 0.5 for every row, of 1e-323 NaN, and weights of 1e308 a step that was none.</summary>
    [Fact]
    public void Fit_NumbersThatOverflow_AreRefused()
    {
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => PlattCalibration.Fit([1e200, -1e200, 3e200], [0, 1, 1])).ParamName);
        Assert.Contains("order nothing", Assert.Throws<TrainingRefusedException>(() => PlattCalibration.Fit([0, 1e-323], [0, 1])).Reason, StringComparison.Ordinal);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => IsotonicCalibration.Fit([-1.7e308, 1.7e308], [0, 1])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentOutOfRangeException>(() => IsotonicCalibration.Fit([1, 2], [0, 1], [1e308, 1])).ParamName);
        Assert.Equal([0.5, 0.5], IsotonicCalibration.Fit([-1e150, 1e150], [1, 0]).Probabilities);
    }

    /// <summary>Where the score says nothing the slope is 0, and 0 times infinity gave the probability NaN.</summary>
    [Fact]
    public void Platt_SlopeZero_SaysTheSameOfInfinity()
    {
        var platt = PlattCalibration.Fit([-1, 1, -1, 1], [0, 0, 1, 1]);
        Assert.Equal(0, platt.A);
        Assert.Equal(0.5, platt.Probability(double.PositiveInfinity), 1e-12);
    }

    [Fact]
    public void OutOfFoldScores_EveryRow_IsScoredByAModelThatDidNotSeeIt()
    {
        var features = TestData.Normals(300, 2, seed: 5);
        var labels = TestData.LogisticLabels(features, [1, -1], 0, seed: 5);
        var splits = StratifiedFolds.Of(labels, 3, seed: 1);
        var reports = new List<TrainingProgress>();
        var scores = OutOfFoldScores.Of(features, labels, splits, Score, new Reporter(reports.Add));
        foreach (var (train, test) in splits)
        {
            var model = LogisticRegressionTrainer.Fit(features.SelectRows(train), Array.ConvertAll(train, row => labels[row]));
            Assert.All(test, row => Assert.Equal(model.Probability(features.Row(row)), scores[row]));
        }
        Assert.Equal(new TrainingProgress(3, 3), reports[^1]);
        Assert.Contains("is in 0 test sets", Assert.Throws<ArgumentException>(
            () => OutOfFoldScores.Of(features, labels, [splits[0], splits[1]], Score)).Message, StringComparison.Ordinal);
        Assert.Contains("Fold 0 gave 1 scores", Assert.Throws<ArgumentException>(
            () => OutOfFoldScores.Of(features, labels, splits, (_, _, _) => [1])).Message, StringComparison.Ordinal);

        Assert.Contains("names row 300; there are 300", Assert.Throws<ArgumentException>(
            () => OutOfFoldScores.Of(features, labels, [splits[0], new([0], [300])], Score)).Message, StringComparison.Ordinal);
        Assert.Contains("Fold 0 gave 0 scores", Assert.Throws<ArgumentException>(
            () => OutOfFoldScores.Of(features, labels, splits, (_, _, _) => null!)).Message, StringComparison.Ordinal);

        static double[] Score(FeatureMatrix train, byte[] labels, FeatureMatrix test) => LogisticRegressionTrainer.Fit(train, labels).Probabilities(test);
    }

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));

    private static (double[] Scores, byte[] Labels) Scored(int rows, int seed)
    {
        var random = new RandomStream(seed);
        var scores = new double[rows];
        var labels = new byte[rows];
        for (var i = 0; i < rows; i++)
        {
            scores[i] = 1.5 * TestData.Normal(ref random);
            labels[i] = random.NextDouble() < Sigmoid(scores[i]) ? (byte)1 : (byte)0;
        }
        return (scores, labels);
    }
}
