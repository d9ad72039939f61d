using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Calibration;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Tests.MachineLearning.Calibration;

public sealed class CalibratedBoostingTests
{
    private static readonly (FeatureMatrix Features, byte[] Labels) Train = Drawn(seed: 1);
    private static readonly (FeatureMatrix Features, byte[] Labels) Later = Drawn(seed: 2);
    private static readonly BoostingOptions Options = new() { Trees = 300, LearningRate = 0.3, EarlyStoppingRounds = 10, ScalePosWeight = 5 };
    private static readonly CalibratedBoosting Fitted = CalibratedBoosting.Fit(Train.Features, Train.Labels, new(Later.Features, Later.Labels), Options);

    /// <summary>Rare labels weighed up give probabilities that are far too high; the calibration brings them down, on third rows as well.</summary>
    [Fact]
    public void Fit_WeightedRareLabels_IsCalibratedOnThirdRows()
    {
        var (features, labels) = Drawn(seed: 3);
        var raw = Fitted.Model.Probabilities(features);
        var calibrated = Fitted.Probabilities(features, threads: 2);
        var rate = labels.Average(label => (double)label);
        Assert.True(raw.Average() > 1.5 * rate);
        Assert.Equal(rate, calibrated.Average(), 0.01);
        Assert.True(CalibrationError.Of(labels, calibrated).Expected < 0.02);
        Assert.InRange(CalibrationSlope.Of(labels, calibrated).Slope, 0.85, 1.15);
        Assert.Equal(RocAuc.Of(labels, raw), RocAuc.Of(labels, calibrated), 1e-9);
        Assert.True(LogLoss.Of(labels, calibrated) < LogLoss.Of(labels, raw));
        for (var row = 0; row < 100; row++) Assert.Equal(calibrated[row], Fitted.Probability(features.Row(row)));
    }

    [Fact]
    public void Fit_Parts_AreTheTrainersOwn()
    {
        var model = GradientBoostingTrainer.Fit(Train.Features, Train.Labels, Options, new(Later.Features, Later.Labels));
        Assert.Equal(model.History!.BestTrees, Fitted.Model.Trees.Count);
        Assert.Equal(model.Logits(Later.Features), Fitted.Model.Logits(Later.Features));
        var platt = PlattCalibration.Fit(Array.ConvertAll(model.Logits(Later.Features), logit => (double)logit), Later.Labels);
        Assert.Equal((platt.A, platt.B), (Fitted.Calibration.A, Fitted.Calibration.B));
    }

    [Fact]
    public void Json_RoundTrip_GivesTheSameProbabilities()
    {
        var json = Fitted.ToJson();
        var read = CalibratedBoosting.FromJson(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(Fitted.Probabilities(Later.Features), read.Probabilities(Later.Features));
        Assert.Throws<InvalidModelException>(() => CalibratedBoosting.FromJson(json[..^20]));
        Assert.Throws<InvalidModelException>(() => CalibratedBoosting.FromJson(json.Replace("\"a\":-", "\"a\":", StringComparison.Ordinal)));
        Assert.Throws<InvalidModelException>(() => CalibratedBoosting.FromJson(Fitted.Calibration.ToJson()));
    }

    [Fact]
    public void Fit_OneLabelLater_IsRefused() => Assert.Contains("label 1", Assert.Throws<TrainingRefusedException>(
        () => CalibratedBoosting.Fit(Train.Features, Train.Labels, new(Later.Features, new byte[Later.Labels.Length]), Options)).Reason, StringComparison.Ordinal);

    private static (FeatureMatrix Features, byte[] Labels) Drawn(int seed)
    {
        var features = TestData.Normals(4000, 4, seed);
        return (features, TestData.LogisticLabels(features, [1, -1, 0.5, 0], -3, seed));
    }
}
