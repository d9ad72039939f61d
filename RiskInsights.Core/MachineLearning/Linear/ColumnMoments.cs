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
        var stride = (width + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
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
        const int Lanes = 8;
        int width = features.Width, stride = shifts.Length, length = features.Values.Length;
        var sums = new double[3 * stride];
        fixed (float* values = features.Values)
        fixed (double* shift = shifts, present = sums)
        {
            double* sum = present + stride, squares = sum + stride;
            // Columns in groups of eight; rows in blocks that stay in the cache while the groups pass over them.
            for (var block = first; block < end; block += LogisticKernel.RowsInBlock)
            {
                var blockEnd = Math.Min(end, block + LogisticKernel.RowsInBlock);
                for (var j = 0; j < width; j += Lanes)
                {
                    var shifted = Vector512.Load(shift + j);
                    Vector512<double> counts = Vector512.Load(present + j), total = Vector512.Load(sum + j), totalSquares = Vector512.Load(squares + j);
                    for (var row = block; row < blockEnd; row++)
                    {
                        var position = ((long)row * width) + j;
                        var at = values + position;
                        var numbers = position + Lanes > length ? LoadFew(at, width - j) : Vector512.WidenLower(Vector256.Load(at).ToVector512Unsafe());
                        var isNumber = Vector512.Equals(numbers, numbers);
                        var difference = Vector512.BitwiseAnd(numbers - shifted, isNumber);
                        counts += Vector512.BitwiseAnd(Vector512<double>.One, isNumber);
                        total += difference;
                        totalSquares = Vector512.MultiplyAddEstimate(difference, difference, totalSquares);
                    }
                    counts.Store(present + j);
                    total.Store(sum + j);
                    totalSquares.Store(squares + j);
                }
            }
        }
        return sums;
    }

    private static Vector512<double> LoadFew(float* at, int count)
    {
        var numbers = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < Vector512<double>.Count; i++) numbers[i] = i < count ? at[i] : 0;
        return Vector512.Load(numbers);
    }
}
