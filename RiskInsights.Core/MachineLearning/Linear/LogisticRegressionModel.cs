using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// A fitted logistic regression: preparation of the inputs and coefficients in one. Immutable and safe to share between
/// threads; scoring a row allocates nothing.
/// </summary>
public sealed class LogisticRegressionModel
{
    private const string Format = "RiskInsights.LogisticRegression";
    private const int Version = 1;

    private readonly FeatureColumn[] _columns;
    private readonly LogisticRegressionTerm[] _terms;
    private readonly RegressionColumn[] _effects;
    private readonly int[] _categorical;
    private readonly RegressionSum _sum;

    internal LogisticRegressionModel(
        IReadOnlyList<FeatureColumn> columns, IReadOnlyList<LogisticRegressionTerm> terms, double baseLogit, LogisticRegressionSummary summary)
    {
        _columns = [.. columns];
        _terms = [.. terms];
        _effects = Array.ConvertAll(_columns, column => RegressionColumn.From(column, terms));
        _categorical = [.. Enumerable.Range(0, _columns.Length).Where(j => _columns[j].IsCategorical)];
        _sum = new RegressionSum(_effects);
        BaseLogit = baseLogit;
        Summary = summary;
    }

    /// <summary>The inputs, in the order of a row's values.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    /// <summary>The coefficients, grouped by column in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<LogisticRegressionTerm> Terms => _terms;

    /// <summary>Log-odds of a row whose terms all stand at their training mean: where contributions start from.</summary>
    public double BaseLogit { get; }

    public LogisticRegressionSummary Summary { get; }

    /// <summary>Probability of label 1, in [0, 1].</summary>
    /// <param name="row">One value for each of <see cref="Columns"/>; NaN is missing. A category that training never saw
    /// counts as unknown and contributes nothing.</param>
    /// <exception cref="ArgumentException">Wrong length, an infinity, or a category code out of range.</exception>
    public double Probability(ReadOnlySpan<float> row) => 1 / (1 + Math.Exp(-Logit(row)));

    /// <summary>Log-odds of label 1. Higher means more probable; 0 is even odds.</summary>
    /// <inheritdoc cref="Probability"/>
    public double Logit(ReadOnlySpan<float> row)
    {
        RequireWidth(row.Length, nameof(row));
        foreach (var j in _categorical) RequireAccepted(j, row[j]);
        var logit = BaseLogit + _sum.Of(row);
        if (double.IsNaN(logit))
        {
            for (var j = 0; j < row.Length; j++) RequireAccepted(j, row[j]);
        }
        return logit;
    }

    /// <summary>
    /// What each column adds to the log-odds, compared with the training mean: <see cref="BaseLogit"/> plus their sum is
    /// <see cref="Logit"/>. Positive raises the probability of label 1. A column's indicator and categories are included.
    /// </summary>
    /// <param name="destination">Receives one number for each of <see cref="Columns"/>.</param>
    /// <inheritdoc cref="Probability"/>
    public void Contributions(ReadOnlySpan<float> row, Span<double> destination)
    {
        RequireWidth(row.Length, nameof(row));
        RequireWidth(destination.Length, nameof(destination));
        for (var j = 0; j < row.Length; j++) destination[j] = Contribution(j, row[j]);
    }

    /// <summary>Probability of label 1 for every row, in [0, 1].</summary>
    /// <param name="features">Its columns must equal <see cref="Columns"/> in name, kind and order.</param>
    /// <param name="threads">Threads that compute, the calling one included. The result does not depend on it.</param>
    public double[] Probabilities(FeatureMatrix features, int threads = 1, CancellationToken cancellation = default)
    {
        const int RowsInPiece = 4096;
        ArgumentNullException.ThrowIfNull(features);
        features.RequireColumns(_columns, nameof(features));
        var result = new double[features.Rows];
        DedicatedThreads.Run(threads, (features.Rows + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var end = Math.Min(features.Rows, (piece + 1) * RowsInPiece);
            for (var row = piece * RowsInPiece; row < end; row++) result[row] = Probability(features.Row(row));
        }, cancellation);
        return result;
    }

    /// <summary>
    /// The model as JSON: an envelope with format, version and SHA-256 around <c>columns</c> (name, categories), <c>terms</c> (as
    /// <see cref="LogisticRegressionTerm"/>), <c>baseLogit</c> and <c>summary</c>. Reading it gives the same probabilities bit for bit.
    /// </summary>
    public string ToJson() => ModelDocument.Write(Format, Version,
        new Document(FeatureColumnDocument.From(_columns), _terms, BaseLogit, Summary));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, another format, or numbers that no training gives.</exception>
    public static LogisticRegressionModel FromJson(string json)
    {
        var document = ModelDocument.Read<Document>(Format, Version, json);
        try
        {
            var columns = FeatureColumnDocument.ToColumns(document.Columns);
            ModelDocument.Expect(columns.Length > 0, "has no column");
            ModelDocument.Expect(double.IsFinite(document.BaseLogit), "has an infinite intercept");
            foreach (var term in document.Terms)
            {
                ModelDocument.Expect(term is not null, "has an empty term");
                ModelDocument.Expect(double.IsFinite(term.Coefficient) && double.IsFinite(term.Mean) && term.Scale > 0 && double.IsFinite(term.Scale)
                    && term.StandardError is not < 0, $"has a term '{term.Name}' whose numbers are out of range");
                ModelDocument.Expect(columns.Any(column => string.Equals(column.Name, term.Column, StringComparison.Ordinal)), $"has a term '{term.Name}' of no column");
            }
            return new LogisticRegressionModel(columns, document.Terms, document.BaseLogit, document.Summary);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InvalidModelException("The model's columns are not valid.", exception);
        }
    }

    private double Contribution(int column, float value)
    {
        RequireAccepted(column, value);
        return _effects[column].Contribution(value);
    }

    private void RequireAccepted(int column, float value)
    {
        if (!_columns[column].Accepts(value))
            throw new ArgumentException(Invariant($"Column '{_columns[column].Name}': {value} is not {_columns[column].Rule}."), nameof(value));
    }

    private void RequireWidth(int length, string argument)
    {
        if (length != _columns.Length)
            throw new ArgumentException(Invariant($"{length} values; the model has {_columns.Length} columns."), argument);
    }

    private sealed record Document(FeatureColumnDocument[] Columns, LogisticRegressionTerm[] Terms, double BaseLogit, LogisticRegressionSummary Summary);
}
