namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>
/// Isotonic regression of the label on the score: of all rising functions the one with the least squared error (Zadrozny and Elkan,
/// "Transforming classifier scores into accurate multiclass probability estimates", 2002). Assumes no shape, so it needs more rows
/// than Platt's two numbers (about 1,000). As scikit-learn's <c>IsotonicRegression(out_of_bounds="clip")</c>: straight lines between the
/// steps, the end values outside.
/// </summary>
public sealed class IsotonicCalibration : ICalibration
{
    private const string Format = "RiskInsights.IsotonicCalibration";
    private const int Version = 1;

    private readonly double[] _scores;
    private readonly double[] _probabilities;

    private IsotonicCalibration(double[] scores, double[] probabilities) => (_scores, _probabilities) = (scores, probabilities);

    /// <summary>Scores at the ends of the flat pieces, rising.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The probability at each of <see cref="Scores"/>, 0 to 1, never falling.</summary>
    public IReadOnlyList<double> Probabilities => _probabilities;

    /// <summary>By pooling adjacent violators; rows with (to 1e-15) equal scores are averaged first, as scikit-learn does.</summary>
    /// <param name="scores">A number from −1e150 to 1e150 for each row.</param>
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="weights">A weight from 1e-100 to 1e100 for each row; empty for equal ones.</param>
    /// <exception cref="TrainingRefusedException">One label only.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, or a score or weight is out of range.</exception>
    public static IsotonicCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<byte> labels, ReadOnlySpan<double> weights = default)
    {
        Labels.RequireBothClasses(labels, scores.Length, least: 1, nameof(labels));
        CalibrationScores.RequireRange(scores, nameof(scores));
        if (!weights.IsEmpty && weights.Length != scores.Length)
            throw new ArgumentException(FormattableString.Invariant($"{weights.Length} weights for {scores.Length} rows."), nameof(weights));
        foreach (var weight in weights) Options.Between(weight, 1e-100, 1e100, nameof(weights));
        var pooled = AdjacentViolators.Pool(scores, labels, weights);
        return new IsotonicCalibration([.. pooled.Select(point => point.Score)], [.. pooled.Select(point => point.Value)]);
    }

    public double Probability(double score)
    {
        CalibrationScores.RequireNumber(score);
        if (score <= _scores[0]) return _probabilities[0];
        if (score >= _scores[^1]) return _probabilities[^1];
        var position = Array.BinarySearch(_scores, score);
        if (position >= 0) return _probabilities[position];
        var above = ~position;
        var slope = (_probabilities[above] - _probabilities[above - 1]) / (_scores[above] - _scores[above - 1]);
        return Math.Min(_probabilities[above], (slope * (score - _scores[above - 1])) + _probabilities[above - 1]);
    }

    /// <summary><inheritdoc/> The model is <c>scores</c> and <c>probabilities</c>.</summary>
    public string ToJson() => ModelDocument.Write(Format, Version, new Document(_scores, _probabilities));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, another format, or not a rising function.</exception>
    public static IsotonicCalibration FromJson(string json)
    {
        var document = ModelDocument.Read<Document>(Format, Version, json);
        var (scores, probabilities) = (document.Scores, document.Probabilities);
        ModelDocument.Expect(scores.Length > 0 && scores.Length == probabilities.Length, "has not one probability for each score");
        for (var i = 0; i < scores.Length; i++)
        {
            ModelDocument.Expect(double.IsFinite(scores[i]) && (i == 0 || scores[i] > scores[i - 1]), "has scores that do not rise");
            ModelDocument.Expect(probabilities[i] is >= 0 and <= 1 && (i == 0 || probabilities[i] >= probabilities[i - 1]), "has probabilities that fall");
        }
        return new IsotonicCalibration(scores, probabilities);
    }

    private sealed record Document(double[] Scores, double[] Probabilities);
}
