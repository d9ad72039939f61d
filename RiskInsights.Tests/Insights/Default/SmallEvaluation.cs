using RiskInsights.Core.Insights.Default;

namespace RiskInsights.Tests.Insights.Default;

/// <summary>An evaluation of a test of 100 rows with 10 defaults.</summary>
internal static class SmallEvaluation
{
    public static ModelEvaluation Of(params ThresholdCounts[] thresholds) => new()
    {
        TrainDates = [new DateOnly(2024, 1, 1)],
        TestDates = [new DateOnly(2024, 7, 1)],
        TrainRows = 300,
        TrainDefaults = 30,
        TestRows = 100,
        TestDefaults = 10,
        Auc = 0.8,
        AucLow = 0.7,
        AucHigh = 0.9,
        Gini = 0.6,
        Ks = 0.5,
        KsThreshold = 0.1,
        AveragePrecision = 0.3,
        Brier = 0.08,
        LogLoss = 0.25,
        Roc = [new(0, 0, null), new(0.1, 0.6, 0.2), new(1, 1, 0.01)],
        PrecisionRecall = [new(0, 1, null), new(0.5, 0.4, 0.2), new(1, 0.1, 0.01)],
        Calibration = [new(0.02, 0, 0, 0.07, 50), new(0.18, 0.2, 0.11, 0.33, 50)],
        Thresholds = thresholds.Length > 0 ? thresholds : [new(0, 10, 90, 0, 0), new(0.25, 5, 5, 85, 5), new(0.5, 0, 0, 90, 10)],
        Effects = [new("missed_payments_90d", 0.5, 0.7, 0.0001), new("balance", 0.1, -0.05, 0.4)],
        Leaks = [],
    };
}
