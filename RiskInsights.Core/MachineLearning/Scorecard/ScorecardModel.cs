using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.MachineLearning.Linear;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>
/// A scorecard: each column in the card gives the points of the client's bin, and the points add up. Higher is safer. Immutable
/// and safe to share between threads; scoring a row allocates nothing.
/// </summary>
/// <remarks>
/// With n columns in the card, factor f, offset o, intercept a and coefficients c, a bin has o/n + f·(a/n + c·WoE) points.
/// <see cref="Score"/> adds the rounded ones, so that anybody can do it by hand; it differs from <see cref="ExactScore"/> by less
/// than n/2 points (by √(n/12) as a rule). Probabilities come from the exact ones.
/// </remarks>
public sealed class ScorecardModel
{
    private const string Format = "RiskInsights.Scorecard";
    private const int Version = 1;
    private const string Unseen = "not seen in training";

    private readonly FeatureColumn[] _columns;
    private readonly ScorecardFeature[] _features;
    private readonly int[] _inCard;

    internal ScorecardModel(IReadOnlyList<ScorecardFeature> features, double intercept, ScorecardScaling scaling, LogisticRegressionSummary summary)
    {
        var share = scaling.Points(intercept) / features.Count(feature => feature.Exclusion is null);
        _features = [.. features.Select(feature => feature.WithPoints(scaling.Factor, share))];
        _columns = Array.ConvertAll(_features, feature => feature.Binning.Column);
        _inCard = [.. Enumerable.Range(0, _features.Length).Where(j => _features[j].Exclusion is null)];
        Intercept = intercept;
        Scaling = scaling;
        Summary = summary;
    }

    /// <summary>The inputs, in the order of a row's values; those outside the card are read by nothing.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    /// <summary>Every column with its bins, in the order of <see cref="Columns"/>, whether it is in the card or why not.</summary>
    public IReadOnlyList<ScorecardFeature> Features => _features;

    public ScorecardScaling Scaling { get; }

    /// <summary>ln(goods per bad) of a client whose every weight of evidence is 0.</summary>
    public double Intercept { get; }

    /// <summary>Exact points of a client whose every weight of evidence is 0: where contributions start from.</summary>
    public double NeutralScore => Scaling.Points(Intercept);

    /// <summary>How the regression on the weights of evidence went; label 1 is bad.</summary>
    public LogisticRegressionSummary Summary { get; }

    /// <summary>Points of a client: the sum of the card's rounded points. Higher is safer.</summary>
    /// <param name="row">One value for each of <see cref="Columns"/>; NaN is missing. A missing value where training had fewer than
    /// <see cref="BinningOptions.MinMissingRows"/>, and a category that training never saw, count as weight of evidence 0.</param>
    /// <exception cref="ArgumentException">Wrong length, an infinity, or a category code out of range.</exception>
    public int Score(ReadOnlySpan<float> row)
    {
        RequireWidth(row.Length, nameof(row));
        var score = 0;
        foreach (var j in _inCard)
        {
            var bin = BinOf(j, row[j]);
            score += bin < 0 ? ScorecardFeature.Rounded(_features[j].NeutralPoints) : _features[j].Bins[bin].Points;
        }
        return score;
    }

    /// <summary>Points before rounding: offset + factor · ln(goods per bad).</summary>
    /// <inheritdoc cref="Score"/>
    public double ExactScore(ReadOnlySpan<float> row) => Scaling.Points(LogOdds(row));

    /// <summary>Probability of label 1 (bad), in [0, 1]; from the exact points. As calibrated as the regression on the training data.</summary>
    /// <inheritdoc cref="Score"/>
    public double Probability(ReadOnlySpan<float> row) => 1 / (1 + Math.Exp(LogOdds(row)));

    /// <summary>ln(goods per bad). Higher is safer; 0 is even odds.</summary>
    /// <inheritdoc cref="Score"/>
    public double LogOdds(ReadOnlySpan<float> row)
    {
        RequireWidth(row.Length, nameof(row));
        var logOdds = Intercept;
        foreach (var j in _inCard) logOdds += Evidence(j, row[j]);
        return logOdds;
    }

    /// <summary>
    /// What each column adds to the exact points, compared with a client who has the population's odds in that column (weight of
    /// evidence 0): <see cref="NeutralScore"/> plus their sum is <see cref="ExactScore"/>. Negative costs points.
    /// </summary>
    /// <param name="row">As for <see cref="Score"/>.</param>
    /// <param name="destination">Receives one number for each of <see cref="Columns"/>; 0 for those outside the card.</param>
    public void Contributions(ReadOnlySpan<float> row, Span<double> destination)
    {
        RequireWidth(row.Length, nameof(row));
        RequireWidth(destination.Length, nameof(destination));
        destination.Clear();
        foreach (var j in _inCard) destination[j] = Scaling.Factor * Evidence(j, row[j]);
    }

    /// <summary>The columns that cost a client most points, the worst first; none that costs nothing.</summary>
    /// <param name="row">As for <see cref="Score"/>.</param>
    /// <param name="most">At most so many; at least 1. Four is the custom for letters of refusal.</param>
    public IReadOnlyList<ScorecardReason> Reasons(ReadOnlySpan<float> row, int most = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var contributions = new double[_columns.Length];
        Contributions(row, contributions);
        var worst = _inCard.Where(j => contributions[j] < 0).OrderBy(j => contributions[j]).ThenBy(j => j).Take(most).ToArray();
        var reasons = new ScorecardReason[worst.Length];
        for (var i = 0; i < worst.Length; i++)
        {
            var bin = BinOf(worst[i], row[worst[i]]);
            reasons[i] = new(_features[worst[i]].Name, bin < 0 ? Unseen : _features[worst[i]].Bins[bin].Bin.Label, contributions[worst[i]]);
        }
        return reasons;
    }

    /// <summary>Probability of label 1 (bad) for every row, in [0, 1].</summary>
    /// <param name="features">Its columns must equal <see cref="Columns"/> in name, kind and order.</param>
    /// <param name="threads">Threads that compute, the calling one included. The result does not depend on it.</param>
    public double[] Probabilities(FeatureMatrix features, int threads = 1, CancellationToken cancellation = default) =>
        ForEachRow(features, threads, Probability, cancellation);

    /// <summary>Points of every row, as <see cref="Score"/>.</summary>
    /// <inheritdoc cref="Probabilities"/>
    public int[] Scores(FeatureMatrix features, int threads = 1, CancellationToken cancellation = default) =>
        ForEachRow(features, threads, Score, cancellation);

    /// <summary>
    /// The model as JSON: an envelope with format, version and SHA-256 around <c>columns</c>, <c>features</c> (bins, trend, coefficient,
    /// exclusion), <c>intercept</c>, <c>scaling</c> and <c>summary</c>. Reading it gives the same points and probabilities bit for bit.
    /// </summary>
    public string ToJson() => ModelDocument.Write(Format, Version, ScorecardDocument.From(this));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, another format, or a card that no training gives.</exception>
    public static ScorecardModel FromJson(string json) => ModelDocument.Read<ScorecardDocument>(Format, Version, json).ToModel();

    private T[] ForEachRow<T>(FeatureMatrix features, int threads, Func<ReadOnlySpan<float>, T> score, CancellationToken cancellation)
    {
        const int RowsInPiece = 4096;
        ArgumentNullException.ThrowIfNull(features);
        features.RequireColumns(_columns, nameof(features));
        var result = new T[features.Rows];
        DedicatedThreads.Run(threads, (features.Rows + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var end = Math.Min(features.Rows, (piece + 1) * RowsInPiece);
            for (var row = piece * RowsInPiece; row < end; row++) result[row] = score(features.Row(row));
        }, cancellation);
        return result;
    }

    private int BinOf(int column, float value) =>
        _columns[column].Accepts(value)
            ? _features[column].Binning.IndexOf(value)
            : throw new ArgumentException(Invariant($"Column '{_columns[column].Name}': {value} is not {_columns[column].Rule}."), nameof(value));

    private double Evidence(int column, float value)
    {
        var bin = BinOf(column, value);
        return bin < 0 ? 0 : _features[column].Coefficient * _features[column].Binning.Bins[bin].Woe;
    }

    private void RequireWidth(int length, string argument)
    {
        if (length != _columns.Length)
            throw new ArgumentException(Invariant($"{length} values; the card has {_columns.Length} columns."), argument);
    }
}
