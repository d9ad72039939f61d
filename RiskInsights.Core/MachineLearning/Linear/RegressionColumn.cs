namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// All terms of one column folded into what scoring needs: a straight line for a number, a table for categories, and one
/// number for a missing value, each relative to the column's mean effect in training.
/// </summary>
internal sealed class RegressionColumn
{
    private readonly double _mean;
    private readonly double _slope;
    private readonly double _offset;
    private readonly double _missing;
    private readonly double[]? _categories;

    private RegressionColumn(double mean, double slope, double offset, double missing, double[]? categories) =>
        (_mean, _slope, _offset, _missing, _categories) = (mean, slope, offset, missing, categories);

    public static RegressionColumn From(FeatureColumn column, IReadOnlyList<LogisticRegressionTerm> all)
    {
        var terms = all.Where(term => string.Equals(term.Column, column.Name, StringComparison.Ordinal)).ToArray();
        var missing = terms.SingleOrDefault(term => term.Kind == LogisticRegressionTermKind.Missing);
        if (!column.IsCategorical)
        {
            var value = Only(terms, term => term.Kind == LogisticRegressionTermKind.Value, column);
            var offset = missing is null ? 0 : -missing.Coefficient * missing.Mean;
            return new(value.Mean, value.CoefficientPerUnit, offset, offset + (missing?.Coefficient ?? 0), categories: null);
        }
        var average = terms.Sum(term => term.Coefficient * term.Mean);
        var effects = column.Categories.Select(category =>
        {
            var term = Only(terms, term => string.Equals(term.Category, category, StringComparison.Ordinal), column);
            return term.Mean > 0 ? term.Coefficient - average : 0;
        });
        return new(0, 0, 0, missing is null ? 0 : missing.Coefficient - average, [.. effects]);
    }

    public bool IsCategorical => _categories is not null;

    /// <summary>Of a number: its contribution is (value − Mean) · Slope + Offset.</summary>
    public double Mean => _mean;

    public double Slope => _slope;

    public double Offset => _offset;

    /// <summary>What a missing value contributes.</summary>
    public double Missing => _missing;

    public double Contribution(float value)
    {
        if (float.IsNaN(value)) return _missing;
        return _categories is null ? ((value - _mean) * _slope) + _offset : _categories[(int)value];
    }

    private static LogisticRegressionTerm Only(LogisticRegressionTerm[] terms, Func<LogisticRegressionTerm, bool> condition, FeatureColumn column)
    {
        var found = terms.Where(condition).ToArray();
        return found.Length == 1 ? found[0] : throw new ArgumentException($"Column '{column.Name}' has not one term for each of its values.", nameof(terms));
    }
}
