using RiskInsights.Core.Modelling.Evaluation;

namespace RiskInsights.Tests.Modelling.Evaluation;

/// <summary>An evaluation of a test of 100 rows with 10 defaults.</summary>
internal static class SmallEvaluation
{
    public static ModelEvaluation Of(params ThresholdCounts[] thresholds) => new()
    {
        TrainDates = [new DateOnly(2024, 1, 1)],
        TestDates = [new DateOnly(2024, 7, 1)],
        TrainRows = 300,
        TrainPositives = 30,
        TestRows = 100,
        TestPositives = 10,
        Auc = new(0.8, 0.7, 0.9),
        Ks = new(0.5, 0.4, 0.6),
        KsThreshold = 0.1,
        AveragePrecision = new(0.3, 0.2, 0.4),
        Brier = new(0.08, 0.07, 0.09),
        LogLoss = new(0.25, 0.22, 0.28),
        CalibrationError = 0.01,
        CalibrationSlope = 0.98,
        KsCurve = [new(0.01, 0, 0.1), new(0.1, 0.4, 0.9), new(0.2, 1, 1)],
        Gains = [new(0, 0, null), new(0.5, 0.8, null), new(1, 1, null)],
        Distribution = [new(0, 0.1, 4, 80), new(0.1, 1, 6, 10)],
        Roc = [new(0, 0, null), new(0.1, 0.6, 0.2), new(1, 1, 0.01)],
        PrecisionRecall = [new(0, 1, null), new(0.5, 0.4, 0.2), new(1, 0.1, 0.01)],
        Calibration = [new(0.02, 0, 0, 0.07, 50), new(0.18, 0.2, 0.11, 0.33, 50)],
        Thresholds = thresholds.Length > 0 ? thresholds : [new(0, 10, 90, 0, 0), new(0.25, 5, 5, 85, 5), new(0.5, 0, 0, 90, 10)],
        Effects = [Effect("missed_payments_90d", 0.5, 0.05), Effect("balance", 0.1, 0.001)],
        LeftOut = [],
        Segments = [new("segment", "retail", 80, 8, 0.09, new(0.8, 0.7, 0.9)), new("segment", "student", 20, 2, 0.11, null)],
        Leaks = [],
    };

    private static FeatureEffect Effect(string feature, double importance, double permutation) =>
        new(feature, importance, permutation, new Dictionary<string, double>(StringComparer.Ordinal) { ["information_value"] = importance });
}
