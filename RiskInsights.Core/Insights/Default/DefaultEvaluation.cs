using System.Text.Json.Serialization;

namespace RiskInsights.Core.Insights.Default;

/// <summary>What the out-of-time test said of a version: everything that its page draws. Stored as JSON with the version.</summary>
public sealed record DefaultEvaluation
{
    /// <summary>As-of dates that were learned from, oldest first.</summary>
    public required IReadOnlyList<DateOnly> TrainDates { get; init; }

    /// <summary>As-of dates of the out-of-time test, oldest first.</summary>
    public required IReadOnlyList<DateOnly> TestDates { get; init; }

    /// <summary>Client × as-of date.</summary>
    public required int TrainRows { get; init; }

    public required int TrainDefaults { get; init; }

    public required int TestRows { get; init; }

    public required int TestDefaults { get; init; }

    /// <summary>Area under the ROC curve of the test: 0.5 is guessing, 1 is perfect.</summary>
    public required double Auc { get; init; }

    /// <summary>95 % confidence interval of <see cref="Auc"/> (DeLong).</summary>
    public required double AucLow { get; init; }

    public required double AucHigh { get; init; }

    /// <summary>2 · AUC − 1.</summary>
    public required double Gini { get; init; }

    /// <summary>Largest distance of the two classes' score distributions, 0 to 1, and the probability where it is.</summary>
    public required double Ks { get; init; }

    public required double KsThreshold { get; init; }

    /// <summary>Area under precision and recall; the share of defaults is guessing, 1 is perfect.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Mean squared error of the probability: 0 is perfect.</summary>
    public required double Brier { get; init; }

    public required double LogLoss { get; init; }

    /// <summary>False positive rate → true positive rate.</summary>
    public required IReadOnlyList<CurvePoint> Roc { get; init; }

    /// <summary>Recall → precision.</summary>
    public required IReadOnlyList<CurvePoint> PrecisionRecall { get; init; }

    /// <summary>Predicted → observed share of defaults, in groups of equal size.</summary>
    public required IReadOnlyList<CalibrationGroup> Calibration { get; init; }

    /// <summary>The confusion matrix at every threshold that the page's slider can stand on, lowest first.</summary>
    public required IReadOnlyList<ThresholdCounts> Thresholds { get; init; }

    /// <summary>The features, most important first.</summary>
    public required IReadOnlyList<FeatureEffect> Effects { get; init; }

    /// <summary>Features that give the label away. Not empty: the version is a candidate and does not score.</summary>
    public required IReadOnlyList<LeakingFeature> Leaks { get; init; }

    /// <summary>Share of the test's rows that defaulted, 0 to 1: what <see cref="AveragePrecision"/> is for a guess.</summary>
    [JsonIgnore]
    public double BaseRate => (double)TestDefaults / TestRows;

    /// <summary>The last day that a label of the test comes from.</summary>
    [JsonIgnore]
    public DateOnly TestEnd => TestDates[^1].AddDays(AsOfDates.WindowDays - 1);
}

/// <param name="Threshold">Clients with at least this probability are taken; null where none is.</param>
public sealed record CurvePoint(double X, double Y, double? Threshold);

/// <param name="Low">Lower end of the 95 % interval of <paramref name="Observed"/>.</param>
public sealed record CalibrationGroup(double Predicted, double Observed, double Low, double High, int Count);

/// <summary>Test rows by what became of them and what the threshold says: refused is probability ≥ threshold.</summary>
/// <param name="TruePositives">Defaulted, refused.</param>
/// <param name="FalsePositives">Paid, refused.</param>
/// <param name="TrueNegatives">Paid, accepted.</param>
/// <param name="FalseNegatives">Defaulted, accepted.</param>
public sealed record ThresholdCounts(double Threshold, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);

/// <param name="Importance">Mean absolute contribution to the log-odds over the test.</param>
/// <param name="Coefficient">Change of the log-odds for one standard deviation of the feature; positive raises the risk.</param>
/// <param name="PValue">Of the coefficient being 0; null where the feature is constant.</param>
public sealed record FeatureEffect(string Feature, double Importance, double Coefficient, double? PValue);

/// <param name="Auc">AUC of the feature alone.</param>
public sealed record LeakingFeature(string Feature, double Auc);
