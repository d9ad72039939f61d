using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// Missing values, mean and standard deviation of every column in one pass over the rows. Sums are of differences to the column's
/// first value, so that a large mean costs no digits and a constant column has exactly the deviation 0.
/// </summary>
internal sealed unsafe class ColumnMoments
{
    private const int MaxParts = 16;
    private const int LeastRowsInPart = 1024;

    private readonly double[] _missing;
    private readonly double[] _means;
    private readonly double[] _deviations;

    public ColumnMoments(FeatureMatrix features, int threads, CancellationToken cancellation)
    {
        var width = features.Width;
        var stride = (width + LogisticKernel.Strip - 1) / LogisticKernel.Strip * LogisticKernel.Strip;
        var shifts = new double[stride];
        for (var j = 0; j < width; j++) shifts[j] = FirstValue(features, j);
        var parts = new double[Math.Clamp(features.Rows / LeastRowsInPart, 1, MaxParts)][];
        DedicatedThreads.Run(threads, parts.Length, part => parts[part] = Sum(features, shifts,
            (int)((long)features.Rows * part / parts.Length), (int)((long)features.Rows * (part + 1) / parts.Length)), cancellation);

        _missing = new double[width];
        _means = new double[width];
        _deviations = new double[width];
        for (var j = 0; j < width; j++)
        {
            double present = 0, sum = 0, squares = 0;
            foreach (var part in parts)
            {
                present += part[j];
                sum += part[stride + j];
                squares += part[(2 * stride) + j];
            }
            _missing[j] = features.Rows - present;
            _means[j] = present == 0 ? 0 : shifts[j] + (sum / present);
            _deviations[j] = present == 0 ? 0 : Math.Sqrt(Math.Max(0, squares - (sum * sum / present)) / features.Rows);
        }
    }

    public int Missing(int column) => (int)_missing[column];

    /// <summary>Mean of the values that are not missing.</summary>
    public double Mean(int column) => _means[column];

    /// <summary>Over all rows with missing ones at the mean, as imputing before standardising gives; 0 where all values are equal.</summary>
    public double Deviation(int column) => _deviations[column];

    private static double FirstValue(FeatureMatrix features, int column)
    {
        for (var row = 0; row < features.Rows; row++)
        {
            if (!float.IsNaN(features.Row(row)[column])) return features.Row(row)[column];
        }
        return 0;
    }

    /// <summary>Numbers of values, sums and sums of squares of the columns, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Sum(FeatureMatrix features, double[] shifts, int first, int end)
    {
        int width = features.Width, stride = shifts.Length, length = features.Values.Length;
        var sums = new double[3 * stride];
        var few = stackalloc float[LogisticKernel.Strip];
        fixed (float* values = features.Values)
        fixed (double* shift = shifts, present = sums)
        {
            // Columns in strips; rows in blocks that stay in the cache while the strips pass over them.
            for (var block = first; block < end; block += LogisticKernel.RowsInBlock)
            {
                var blockEnd = Math.Min(end, block + LogisticKernel.RowsInBlock);
                for (var j = 0; j < width; j += LogisticKernel.Strip)
                {
                    Half low = new(shift + j), high = new(shift + j + Vector512<double>.Count);
                    for (var row = block; row < blockEnd; row++)
                    {
                        var position = ((long)row * width) + j;
                        var at = values + position;
                        if (position + LogisticKernel.Strip > length)
                        {
                            new ReadOnlySpan<float>(at, width - j).CopyTo(new Span<float>(few, LogisticKernel.Strip));
                            at = few;
                        }
                        var numbers = Vector512.Load(at);
                        low.Add(Vector512.WidenLower(numbers));
                        high.Add(Vector512.WidenUpper(numbers));
                    }
                    low.AddTo(present + j, stride);
                    high.AddTo(present + j + Vector512<double>.Count, stride);
                }
            }
        }
        return sums;
    }

    /// <summary>The sums of eight columns, kept in registers.</summary>
    private struct Half(double* shift)
    {
        private readonly Vector512<double> _shift = Vector512.Load(shift);
        private Vector512<double> _sum;
        private Vector512<double> _squares;
        private Vector512<long> _minusPresent;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<double> numbers)
        {
            // All bits, −1, for a number; none for NaN, whose difference becomes 0.
            var isNumber = Vector512.Equals(numbers, numbers);
            var difference = Vector512.BitwiseAnd(numbers - _shift, isNumber);
            _minusPresent += isNumber.AsInt64();
            _sum += difference;
            _squares = Vector512.MultiplyAddEstimate(difference, difference, _squares);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void AddTo(double* present, int stride)
        {
            (Vector512.Load(present) - Vector512.ConvertToDouble(_minusPresent)).Store(present);
            (Vector512.Load(present + stride) + _sum).Store(present + stride);
            (Vector512.Load(present + (2 * stride)) + _squares).Store(present + (2 * stride));
        }
    }
}
