using System.Text.Json;
using System.Text.Json.Serialization;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>What the out-of-time test said of a version: everything that its page draws. Stored as JSON with the version.</summary>
public sealed record ModelEvaluation
{
    /// <summary>Of the JSON. Format 1 was that of the first programs.</summary>
    public const int Format = 2;

    /// <summary>As-of dates that were learned from, oldest first.</summary>
    public required IReadOnlyList<DateOnly> TrainDates { get; init; }

    /// <summary>As-of dates of the out-of-time test, oldest first.</summary>
    public required IReadOnlyList<DateOnly> TestDates { get; init; }

    /// <summary>Client × as-of date.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Rows with label 1: defaults, departures.</summary>
    public required int TrainPositives { get; init; }

    public required int TestRows { get; init; }

    public required int TestPositives { get; init; }

    /// <summary>Area under the ROC curve of the test: 0.5 is guessing, 1 is perfect. Its interval is DeLong's, the others' are bootstrapped.</summary>
    public required MeasuredMetric Auc { get; init; }

    /// <summary>Area under precision and recall; the share of positives is guessing, 1 is perfect.</summary>
    public required MeasuredMetric AveragePrecision { get; init; }

    /// <summary>Largest distance of the two classes' score distributions, 0 to 1.</summary>
    public required MeasuredMetric Ks { get; init; }

    /// <summary>The probability where it is.</summary>
    public required double KsThreshold { get; init; }

    /// <summary>Mean squared error of the probability: 0 is perfect.</summary>
    public required MeasuredMetric Brier { get; init; }

    public required MeasuredMetric LogLoss { get; init; }

    /// <summary>Mean distance of predicted and observed share over ten groups, 0 to 1: 0 is calibrated.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Of the label's log-odds on the predicted ones: 1 is perfect, below 1 the probabilities are too extreme. Null where it cannot be fitted.</summary>
    public required double? CalibrationSlope { get; init; }

    /// <summary>False positive rate → true positive rate.</summary>
    public required IReadOnlyList<CurvePoint> Roc { get; init; }

    /// <summary>Recall → precision.</summary>
    public required IReadOnlyList<CurvePoint> PrecisionRecall { get; init; }

    /// <summary>Shares of both classes with at most a probability.</summary>
    public required IReadOnlyList<ClassShares> KsCurve { get; init; }

    /// <summary>Share of the clients, riskiest first → share of the positives found.</summary>
    public required IReadOnlyList<CurvePoint> Gains { get; init; }

    /// <summary>How many of each class have a probability in a range.</summary>
    public required IReadOnlyList<ScoreBar> Distribution { get; init; }

    /// <summary>Predicted → observed share of positives, in groups of equal size.</summary>
    public required IReadOnlyList<CalibrationGroup> Calibration { get; init; }

    /// <summary>The confusion matrix at every threshold that the page's slider can stand on, lowest first.</summary>
    public required IReadOnlyList<ThresholdCounts> Thresholds { get; init; }

    /// <summary>The features that the model reads, most important first.</summary>
    public required IReadOnlyList<FeatureEffect> Effects { get; init; }

    /// <summary>Features with one value, or none, in all training rows: set aside.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>By segment, country and age band.</summary>
    public required IReadOnlyList<SegmentPerformance> Segments { get; init; }

    /// <summary>Features that give the label away. Not empty: the version is a candidate and does not score.</summary>
    public required IReadOnlyList<LeakingFeature> Leaks { get; init; }

    /// <summary>2 · AUC − 1.</summary>
    [JsonIgnore]
    public MeasuredMetric Gini => new((2 * Auc.Value) - 1, (2 * Auc.Low) - 1, (2 * Auc.High) - 1);

    /// <summary>Share of the test's rows with label 1, 0 to 1: what <see cref="AveragePrecision"/> is for a guess.</summary>
    [JsonIgnore]
    public double BaseRate => (double)TestPositives / TestRows;

    /// <summary>The last day that a label of the test comes from.</summary>
    [JsonIgnore]
    public DateOnly TestEnd => TestDates[^1].AddDays(AsOfDates.WindowDays - 1);

    /// <summary>
    /// How many clients a day a threshold would hand to an analyst: those at or above it on a date of the test, over the days that
    /// a score looks ahead, after which it is scored anew.
    /// </summary>
    public double TakenADay(ThresholdCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return (double)(counts.TruePositives + counts.FalsePositives) / TestDates.Count / AsOfDates.WindowDays;
    }

    /// <summary>The probability of each test row, while the version is made; stored apart.</summary>
    [JsonIgnore]
    internal double[] TestProbabilities { get; init; } = [];

    /// <summary>Name → value, for lists and comparisons.</summary>
    public IReadOnlyDictionary<string, double> Metrics() => new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["auc"] = Auc.Value,
        ["average_precision"] = AveragePrecision.Value,
        ["ks"] = Ks.Value,
        ["gini"] = Gini.Value,
        ["brier"] = Brier.Value,
        ["log_loss"] = LogLoss.Value,
        ["calibration_error"] = CalibrationError,
        ["test_rows"] = TestRows,
        ["test_positives"] = TestPositives,
    };

    /// <summary>What a comparison of runs draws.</summary>
    internal RunCurves Curves() => new()
    {
        Roc = [.. Roc.Select(p => new RunPoint(p.X, p.Y))],
        PrecisionRecall = [.. PrecisionRecall.Select(p => new RunPoint(p.X, p.Y))],
        Calibration = [.. Calibration.Select(g => new RunPoint(g.Predicted, g.Observed))],
    };

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ModelEvaluation FromJson(string json) => JsonSerializer.Deserialize<ModelEvaluation>(json)!;
}

/// <param name="Low">Lower end of the 95 % interval.</param>
public sealed record MeasuredMetric(double Value, double Low, double High);

/// <param name="Threshold">Clients with at least this probability are taken; null where none is.</param>
public sealed record CurvePoint(double X, double Y, double? Threshold);

/// <param name="Positives">Share of label 1 with at most this probability, 0 to 1.</param>
/// <param name="Negatives">Share of label 0.</param>
public sealed record ClassShares(double Probability, double Positives, double Negatives);

/// <param name="From">Lower end of the range of probabilities.</param>
/// <param name="To">Its upper end, outside of it but for the last.</param>
public sealed record ScoreBar(double From, double To, int Positives, int Negatives);

/// <param name="Low">Lower end of the 95 % interval of <paramref name="Observed"/>.</param>
public sealed record CalibrationGroup(double Predicted, double Observed, double Low, double High, int Count);

/// <summary>Test rows by what became of them and what the threshold says: refused is probability ≥ threshold.</summary>
/// <param name="TruePositives">Label 1, at or above the threshold.</param>
/// <param name="FalsePositives">Label 0, at or above it.</param>
/// <param name="TrueNegatives">Label 0, below it.</param>
/// <param name="FalseNegatives">Label 1, below it.</param>
public sealed record ThresholdCounts(double Threshold, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);

/// <param name="Importance">Mean absolute contribution to the log-odds over the test (SHAP where the model is trees).</param>
/// <param name="Permutation">How much the AUC falls when the feature's values are shuffled; about 0 where another feature plays its part.</param>
/// <param name="Findings">What the algorithm says of it: gain, coefficient, information value.</param>
public sealed record FeatureEffect(string Feature, double Importance, double Permutation, IReadOnlyDictionary<string, double> Findings);

/// <param name="Dimension"><c>segment</c>, <c>country</c>, <c>age</c>.</param>
/// <param name="Rows">Test rows.</param>
/// <param name="MeanScore">Mean probability.</param>
/// <param name="Auc">Null where the group has too few of one class.</param>
public sealed record SegmentPerformance(string Dimension, string Value, int Rows, int Positives, double MeanScore, MeasuredMetric? Auc)
{
    /// <summary>How many rows tell of the same event, where windows of the test overlap; at least 1.</summary>
    public double Overlap { get; init; } = 1;

    /// <summary>Observed share of label 1.</summary>
    [JsonIgnore]
    public double Rate => Rows == 0 ? 0 : (double)Positives / Rows;

    /// <summary>Whether the mean score lies outside the 95 % interval (Wilson) of the observed share: the group is scored apart from what it does.</summary>
    [JsonIgnore]
    public bool ScoreIsApart
    {
        get
        {
            if (Rows == 0)
                return false;
            const double Z = 1.959964;
            var rows = Rows / Overlap;
            var scale = 1 + (Z * Z / rows);
            var middle = (Rate + (Z * Z / (2 * rows))) / scale;
            var half = Z / scale * Math.Sqrt((Rate * (1 - Rate) / rows) + (Z * Z / (4 * rows * rows)));
            return MeanScore < middle - half || MeanScore > middle + half;
        }
    }

    /// <summary>Whether the whole interval of the group's AUC lies below the AUC of all rows.</summary>
    public bool IsRankedWorseThan(MeasuredMetric whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return Auc is { } auc && auc.High < whole.Value;
    }
}

/// <param name="Auc">AUC of the feature alone.</param>
public sealed record LeakingFeature(string Feature, double Auc);
