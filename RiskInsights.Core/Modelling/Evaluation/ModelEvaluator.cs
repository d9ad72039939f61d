using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>Works out <see cref="ModelEvaluation"/> on the out-of-time test.</summary>
internal static class ModelEvaluator
{
    private const int CurvePoints = 200;
    private const double HighestThreshold = 0.5;
    private const double ThresholdStep = 0.0025;

    /// <summary>Fine where most clients are.</summary>
    private static readonly double[] DistributionEdges = [0, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1];

    public static ModelEvaluation Evaluate(
        IClientModel model, ModelRecipe recipe, AsOfDates dates, TrainingRows train, TrainingRows test, ClientSegments segments,
        IReadOnlyList<LeakingFeature> leaks, int threads, CancellationToken cancellation)
    {
        var labels = test.Labels;
        var probabilities = model.Probabilities(test.Features, threads, cancellation);
        var ranking = new ScoreRanking(labels, probabilities);
        var ks = KolmogorovSmirnov.Of(ranking);
        var intervals = new MetricIntervals(labels, probabilities, test.ClientKeys, threads, cancellation);
        var calibration = CalibrationBins.Of(labels, probabilities, overlap: AsOfDates.Overlap(test.Dates));
        return new ModelEvaluation
        {
            TrainDates = dates.Train,
            TestDates = dates.Test,
            TrainRows = train.Count,
            TrainPositives = train.Positives,
            TestRows = test.Count,
            TestPositives = test.Positives,
            Auc = intervals.Auc,
            AveragePrecision = intervals.AveragePrecision,
            Ks = intervals.Ks,
            KsThreshold = ks.Threshold,
            Brier = intervals.Brier,
            LogLoss = intervals.LogLoss,
            CalibrationError = MachineLearning.Metrics.CalibrationError.Of(calibration).Expected,
            CalibrationSlope = SlopeOf(labels, probabilities),
            Roc = [.. RocCurve.Of(ranking, CurvePoints).Select(p => new CurvePoint(p.FalsePositiveRate, p.TruePositiveRate, Finite(p.Threshold)))],
            PrecisionRecall = [.. PrecisionRecallCurve.Of(ranking, CurvePoints).Select(p => new CurvePoint(p.Recall, p.Precision, Finite(p.Threshold)))],
            KsCurve = [.. KolmogorovSmirnovCurve.Of(ranking, CurvePoints).Select(p => new ClassShares(p.Score, p.PositiveShare, p.NegativeShare))],
            Gains = [new CurvePoint(0, 0, null), .. GainsAndLift.Of(ranking, bins: 20).Select(p => new CurvePoint(p.ShareOfRows, p.Gain, null))],
            Distribution = [.. ScoreDistribution.Of(labels, probabilities, DistributionEdges).Select(b => new ScoreBar(b.Lower, b.Upper, b.Positives, b.Negatives))],
            Calibration = [.. calibration.Select(b => new CalibrationGroup(b.MeanProbability, b.ObservedRate, b.Lower, b.Upper, b.Rows))],
            Thresholds = ThresholdTable.Of(labels, probabilities, Thresholds()),
            Effects = FeatureEffects.Of(model, recipe, test, threads, cancellation),
            LeftOut = [.. recipe.Features.Select(f => f.Name).Where(f => !Differs(train, recipe, f))],
            Segments = SegmentTable.Of(test, probabilities, segments),
            Leaks = leaks,
            TestProbabilities = probabilities,
        };
    }

    private static IEnumerable<double> Thresholds() =>
        Enumerable.Range(0, (int)Math.Round(HighestThreshold / ThresholdStep) + 1).Select(i => Math.Round(i * ThresholdStep, 4));

    /// <summary>Null where there is no slope: one probability for all, or a test that a threshold parts without an error.</summary>
    private static double? SlopeOf(byte[] labels, double[] probabilities)
    {
        try
        {
            return CalibrationSlope.Of(labels, probabilities).Slope;
        }
        catch (TrainingRefusedException)
        {
            return null;
        }
    }

    private static bool Differs(TrainingRows rows, ModelRecipe recipe, string feature)
    {
        var column = rows.Features.Column(Array.FindIndex(recipe.Columns, c => string.Equals(c.Name, feature, StringComparison.Ordinal)));
        return Array.Exists(column, value => !value.Equals(column[0]));
    }

    /// <summary>JSON has no infinity: the curve's first point takes nobody and has no threshold.</summary>
    private static double? Finite(double threshold) => double.IsFinite(threshold) ? threshold : null;
}
