using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>Decides which terms a regression has, from the training columns, and measures their means and scales.</summary>
internal static class RegressionTerms
{
    /// <summary>The terms in column order with coefficient 0; those that cannot vary have no place in the design.</summary>
    /// <exception cref="TrainingRefusedException">A column has no value at all, or, unless allowed, only one.</exception>
    public static List<(LogisticRegressionTerm Term, bool Varies)> Of(
        FeatureMatrix features, LogisticRegressionOptions options, CancellationToken cancellation)
    {
        var moments = new ColumnMoments(features, options.Threads, cancellation);
        var terms = new List<(LogisticRegressionTerm, bool)>();
        for (var j = 0; j < features.Width; j++)
        {
            var column = features.Columns[j];
            var missing = moments.Missing(j);
            if (missing == features.Rows)
                throw new TrainingRefusedException(nameof(features), $"Column '{column.Name}' has no value in any row.");
            var varies = missing > 0;
            if (column.IsCategorical)
            {
                var counts = new int[column.Categories.Count];
                for (var row = 0; row < features.Rows; row++)
                {
                    var value = features.Row(row)[j];
                    if (!float.IsNaN(value)) counts[(int)value]++;
                }
                for (var code = 0; code < counts.Length; code++)
                {
                    var seen = counts[code] > 0 && counts[code] < features.Rows;
                    varies |= seen;
                    terms.Add((Term(LogisticRegressionTermKind.Category, column.Categories[code], (double)counts[code] / features.Rows, 1), seen));
                }
            }
            else
            {
                var (mean, deviation) = (moments.Mean(j), moments.Deviation(j));
                varies |= deviation > 0;
                terms.Add((Term(LogisticRegressionTermKind.Value, null, mean, options.Standardise && deviation > 0 ? deviation : 1), deviation > 0));
            }
            if (missing > 0)
                terms.Add((Term(LogisticRegressionTermKind.Missing, null, (double)missing / features.Rows, 1), true));
            if (!varies && !options.AllowConstantColumns)
                throw new TrainingRefusedException(nameof(features), $"Column '{column.Name}' has the same value in every row.");

            LogisticRegressionTerm Term(LogisticRegressionTermKind kind, string? category, double mean, double scale) =>
                new(column.Name, kind, category, mean, scale, Coefficient: 0, StandardError: null);
        }
        var active = terms.Count(term => term.Item2);
        if (active > RegressionDesign.MaxTerms)
        {
            throw new TrainingRefusedException(nameof(features),
                Invariant($"The columns give {active} terms; at most {RegressionDesign.MaxTerms} can be fitted. Leave columns out or group rare categories."));
        }
        return terms;
    }
}
