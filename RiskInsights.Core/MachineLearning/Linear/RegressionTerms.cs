using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>Decides which terms a regression has, from the training columns, and measures their means and scales.</summary>
internal static class RegressionTerms
{
    /// <summary>The terms in column order with coefficient 0; those that cannot vary have no place in the design.</summary>
    /// <exception cref="TrainingRefusedException">A column has no value at all, or, unless allowed, only one.</exception>
    public static List<(LogisticRegressionTerm Term, bool Varies)> Of(FeatureMatrix features, bool allowConstantColumns)
    {
        var terms = new List<(LogisticRegressionTerm, bool)>();
        for (var j = 0; j < features.Width; j++)
        {
            var column = features.Columns[j];
            var values = features.Column(j);
            var missing = values.Count(float.IsNaN);
            if (missing == values.Length)
                throw new TrainingRefusedException(nameof(features), $"Column '{column.Name}' has no value in any row.");
            var varies = missing > 0;
            if (column.IsCategorical)
            {
                var counts = new int[column.Categories.Count];
                foreach (var value in values)
                {
                    if (!float.IsNaN(value)) counts[(int)value]++;
                }
                for (var code = 0; code < counts.Length; code++)
                {
                    var seen = counts[code] > 0 && counts[code] < values.Length;
                    varies |= seen;
                    terms.Add((Term(LogisticRegressionTermKind.Category, column.Categories[code], (double)counts[code] / values.Length, 1), seen));
                }
            }
            else
            {
                var (mean, deviation) = MeanAndDeviation(values, missing);
                varies |= deviation > 0;
                terms.Add((Term(LogisticRegressionTermKind.Value, null, mean, deviation > 0 ? deviation : 1), deviation > 0));
            }
            if (missing > 0)
                terms.Add((Term(LogisticRegressionTermKind.Missing, null, (double)missing / values.Length, 1), true));
            if (!varies && !allowConstantColumns)
                throw new TrainingRefusedException(nameof(features), $"Column '{column.Name}' has the same value in every row.");

            LogisticRegressionTerm Term(LogisticRegressionTermKind kind, string? category, double mean, double scale) =>
                new(column.Name, kind, category, mean, scale, Coefficient: 0, StandardError: null);
        }
        var active = terms.Count(term => term.Item2);
        if (active > RegressionDesign.MaxTerms)
        {
            throw new TrainingRefusedException(nameof(features),
                Invariant($"The columns give {active} terms; at most {RegressionDesign.MaxTerms} can be fitted. Group rare categories."));
        }
        return terms;
    }

    /// <summary>Over all rows with missing ones at the mean, as imputing before standardising gives; 0 where all values are equal.</summary>
    private static (double Mean, double Deviation) MeanAndDeviation(float[] values, int missing)
    {
        double sum = 0, squares = 0;
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        foreach (var value in values)
        {
            if (float.IsNaN(value)) continue;
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }
        if (least == most) return (least, 0);
        var mean = sum / (values.Length - missing);
        foreach (var value in values)
        {
            if (!float.IsNaN(value)) squares += (value - mean) * (value - mean);
        }
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
