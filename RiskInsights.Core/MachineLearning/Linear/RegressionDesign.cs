using System.Numerics;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// The training rows as the solver sees them: one number for each term that varies, then 1 for the intercept, then
/// zeros up to <see cref="Stride"/>. Values are standardised; 0/1 terms stay 0/1, so that their zeros can be skipped.
/// </summary>
internal sealed class RegressionDesign
{
    /// <summary>More terms than this are refused: a Newton step grows with their cube.</summary>
    public const int MaxTerms = 2_000;

    public RegressionDesign(FeatureMatrix features, IReadOnlyList<LogisticRegressionTerm> terms)
    {
        Rows = features.Rows;
        Width = terms.Count + 1;
        Stride = (Width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        Values = new float[checked(Rows * Stride)];
        var columns = terms.Select(term => features.IndexOf(term.Column)).ToArray();
        var codes = terms.Select((term, j) => term.Category is null ? float.NaN : features.Columns[columns[j]].CodeOf(term.Category)).ToArray();
        for (var row = 0; row < Rows; row++)
        {
            var source = features.Row(row);
            var target = Values.AsSpan(row * Stride, Width);
            for (var j = 0; j < terms.Count; j++)
            {
                var value = source[columns[j]];
                target[j] = terms[j].Kind switch
                {
                    LogisticRegressionTermKind.Missing => float.IsNaN(value) ? 1 : 0,
                    LogisticRegressionTermKind.Category => value == codes[j] ? 1 : 0,
                    _ => float.IsNaN(value) ? 0 : (float)((value - terms[j].Mean) / terms[j].Scale),
                };
            }
            target[^1] = 1;
        }
    }

    public int Rows { get; }

    /// <summary>Terms and the intercept, which is the last.</summary>
    public int Width { get; }

    /// <summary>Numbers from one row to the next: a whole number of vectors.</summary>
    public int Stride { get; }

    public float[] Values { get; }
}
