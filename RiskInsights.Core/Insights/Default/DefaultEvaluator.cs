using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Leakage;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.Insights.Default;

/// <summary>Works out <see cref="DefaultEvaluation"/> on the out-of-time test.</summary>
internal static class DefaultEvaluator
{
    private const int CurvePoints = 200;
    private const double HighestThreshold = 0.5;
    private const double ThresholdStep = 0.0025;

    public static IReadOnlyList<LeakingFeature> Leaks(FeatureMatrix features, byte[] labels, CancellationToken cancellation) =>
        [.. LeakageReport.Of(features, labels, cancellation).Findings.Select(f => new LeakingFeature(f.Column, f.Auc))];

    public static DefaultEvaluation Evaluate(
        LogisticRegressionModel model, AsOfDates dates, DefaultTrainingSet train, DefaultTrainingSet test, IReadOnlyList<LeakingFeature> leaks)
    {
        var (features, labels) = (test.Features, test.Labels);
        var probabilities = model.Probabilities(features);
        var ranking = new ScoreRanking(labels, probabilities);
        var interval = AucInterval.Of(labels, probabilities);
        var ks = KolmogorovSmirnov.Of(ranking);
        return new DefaultEvaluation
        {
            TrainDates = dates.Train,
            TestDates = dates.Test,
            TrainRows = train.Rows,
            TrainDefaults = train.Positives,
            TestRows = test.Rows,
            TestDefaults = test.Positives,
            Auc = interval.Auc,
            AucLow = interval.Lower,
            AucHigh = interval.Upper,
            Gini = Gini.Of(ranking),
            Ks = ks.Value,
            KsThreshold = ks.Threshold,
            AveragePrecision = AveragePrecision.Of(ranking),
            Brier = BrierScore.Of(labels, probabilities),
            LogLoss = LogLoss.Of(labels, probabilities),
            Roc = [.. RocCurve.Of(ranking, CurvePoints).Select(p => new CurvePoint(p.FalsePositiveRate, p.TruePositiveRate, Finite(p.Threshold)))],
            PrecisionRecall = [.. PrecisionRecallCurve.Of(ranking, CurvePoints).Select(p => new CurvePoint(p.Recall, p.Precision, Finite(p.Threshold)))],
            Calibration = [.. CalibrationBins.Of(labels, probabilities).Select(b => new CalibrationGroup(b.MeanProbability, b.ObservedRate, b.Lower, b.Upper, b.Rows))],
            Thresholds = [.. Thresholds().Select(t => Counts(t, labels, probabilities))],
            Effects = Effects(model, features),
            Leaks = leaks,
        };
    }

    private static IEnumerable<double> Thresholds() =>
        Enumerable.Range(0, (int)Math.Round(HighestThreshold / ThresholdStep) + 1).Select(i => Math.Round(i * ThresholdStep, 4));

    private static ThresholdCounts Counts(double threshold, byte[] labels, double[] probabilities)
    {
        var matrix = ConfusionMatrix.At(threshold, labels, probabilities);
        return new ThresholdCounts(threshold, matrix.TruePositives, matrix.FalsePositives, matrix.TrueNegatives, matrix.FalseNegatives);
    }

    private static IReadOnlyList<FeatureEffect> Effects(LogisticRegressionModel model, FeatureMatrix features)
    {
        var importance = new double[features.Width];
        var contributions = new double[features.Width];
        for (var row = 0; row < features.Rows; row++)
        {
            model.Contributions(features.Row(row), contributions);
            for (var j = 0; j < importance.Length; j++)
                importance[j] += Math.Abs(contributions[j]) / features.Rows;
        }

        var values = model.Terms.Where(t => t.Kind == LogisticRegressionTermKind.Value).ToDictionary(t => t.Column, StringComparer.Ordinal);
        return [.. features.Columns
            .Select((column, j) => new FeatureEffect(column.Name, importance[j], values[column.Name].Coefficient, values[column.Name].PValue))
            .OrderByDescending(e => e.Importance)];
    }

    /// <summary>JSON has no infinity: the curve's first point takes nobody and has no threshold.</summary>
    private static double? Finite(double threshold) => double.IsFinite(threshold) ? threshold : null;
}
