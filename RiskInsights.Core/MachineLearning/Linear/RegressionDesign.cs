namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// The training rows as the solver sees them: one number for each term that varies. Where every term is a number without a missing
/// value the rows are those of the matrix, and standardising is left to the arithmetic; else they are copied, standardised, with 0/1
/// for indicators and categories. The intercept has no column.
/// </summary>
internal sealed class RegressionDesign
{
    /// <summary>More terms than this are refused: a Newton step grows with their cube.</summary>
    public const int MaxTerms = 2_000;

    private readonly FeatureMatrix? _matrix;
    private readonly float[] _copy;

    public RegressionDesign(FeatureMatrix features, IReadOnlyList<LogisticRegressionTerm> terms, int threads, CancellationToken cancellation)
    {
        Rows = features.Rows;
        Terms = terms.Count;
        Strips = (Terms + LogisticKernel.Strip - 1) / LogisticKernel.Strip;
        Means = new double[Strips * LogisticKernel.Strip];
        InverseScales = new double[Means.Length];
        if (IsTheMatrix(features, terms))
        {
            _matrix = features;
            _copy = [];
            Stride = features.Width;
            for (var j = 0; j < Terms; j++) (Means[j], InverseScales[j]) = (terms[j].Mean, 1 / terms[j].Scale);
            return;
        }
        Stride = Strips * LogisticKernel.Strip;
        for (var j = 0; j < Terms; j++) InverseScales[j] = 1;
        _copy = Copy(features, terms, Stride, threads, cancellation);
    }

    private RegressionDesign(RegressionDesign whole, int every)
    {
        Rows = (whole.Rows + every - 1) / every;
        (Terms, Strips, Means, InverseScales) = (whole.Terms, whole.Strips, whole.Means, whole.InverseScales);
        Stride = Strips * LogisticKernel.Strip;
        _copy = new float[checked(Rows * Stride)];
        for (var row = 0; row < Rows; row++)
            whole.Values.Slice(row * every * whole.Stride, Terms).CopyTo(_copy.AsSpan(row * Stride));
    }

    public int Rows { get; }

    /// <summary>Numbers of a row; what lies between them and <see cref="Stride"/> is finite.</summary>
    public int Terms { get; }

    /// <summary>Strips of <see cref="LogisticKernel.Strip"/> numbers that hold a row's terms.</summary>
    public int Strips { get; }

    /// <summary>Numbers from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>What standardising subtracts from each term: Strips · Strip numbers, 0 beyond the terms.</summary>
    public double[] Means { get; }

    /// <summary>What standardising then multiplies by; 0 beyond the terms.</summary>
    public double[] InverseScales { get; }

    public ReadOnlySpan<float> Values => _matrix is null ? _copy : _matrix.Values;

    /// <summary>A copy of every so-many-th row, the first included.</summary>
    public RegressionDesign Sample(int every) => new(this, every);

    private static bool IsTheMatrix(FeatureMatrix features, IReadOnlyList<LogisticRegressionTerm> terms) =>
        terms.Count == features.Width && terms.All(term => term.Kind == LogisticRegressionTermKind.Value);

    private static float[] Copy(FeatureMatrix features, IReadOnlyList<LogisticRegressionTerm> terms, int stride, int threads, CancellationToken cancellation)
    {
        const int RowsInPiece = 4096;
        var columns = terms.Select(term => features.IndexOf(term.Column)).ToArray();
        var kinds = terms.Select(term => term.Kind).ToArray();
        var codes = terms.Select((term, j) => term.Category is null ? float.NaN : features.Columns[columns[j]].CodeOf(term.Category)).ToArray();
        var means = terms.Select(term => term.Mean).ToArray();
        var scales = terms.Select(term => term.Scale).ToArray();
        var copy = new float[checked(features.Rows * stride)];
        DedicatedThreads.Run(threads, (features.Rows + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var end = Math.Min(features.Rows, (piece + 1) * RowsInPiece);
            for (var row = piece * RowsInPiece; row < end; row++)
            {
                var source = features.Row(row);
                var target = copy.AsSpan(row * stride, kinds.Length);
                for (var j = 0; j < target.Length; j++)
                {
                    var value = source[columns[j]];
                    target[j] = kinds[j] switch
                    {
                        LogisticRegressionTermKind.Missing => float.IsNaN(value) ? 1 : 0,
                        LogisticRegressionTermKind.Category => value == codes[j] ? 1 : 0,
                        _ => float.IsNaN(value) ? 0 : (float)((value - means[j]) / scales[j]),
                    };
                }
            }
        }, cancellation);
        return copy;
    }
}
