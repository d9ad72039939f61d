using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>The sum of what a row's columns contribute, eight columns at a time: <see cref="RegressionColumn"/> for whole rows.</summary>
internal sealed unsafe class RegressionSum
{
    private readonly int _width;
    private readonly double[] _means;
    private readonly double[] _slopes;
    private readonly double[] _offsets;
    private readonly double[] _missing;
    private readonly int[] _categorical;
    private readonly RegressionColumn[] _effects;

    public RegressionSum(RegressionColumn[] effects)
    {
        _width = effects.Length;
        _effects = effects;
        _categorical = [.. Enumerable.Range(0, _width).Where(j => effects[j].IsCategorical)];
        var padded = (_width + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
        (_means, _slopes, _offsets, _missing) = (new double[padded], new double[padded], new double[padded], new double[padded]);
        for (var j = 0; j < _width; j++)
        {
            // Categories are looked up one by one.
            if (effects[j].IsCategorical) continue;
            (_means[j], _slopes[j], _offsets[j], _missing[j]) = (effects[j].Mean, effects[j].Slope, effects[j].Offset, effects[j].Missing);
        }
    }

    /// <summary>The sum; NaN where a number is infinite. Codes must be in range.</summary>
    /// <param name="row">One value for each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Of(ReadOnlySpan<float> row)
    {
        const int Lanes = 8;
        var few = stackalloc float[Lanes];
        var sum = Vector512<double>.Zero;
        fixed (float* values = row)
        fixed (double* means = _means, slopes = _slopes, offsets = _offsets, missing = _missing)
        {
            for (var j = 0; j < _width; j += Lanes)
            {
                var at = values + j;
                if (j + Lanes > _width)
                {
                    for (var k = j; k < _width; k++) few[k - j] = values[k];
                    at = few;
                }
                var numbers = Vector512.WidenLower(Vector256.Load(at).ToVector512Unsafe());
                // An infinity less itself is NaN, so that it cannot hide behind a slope of 0.
                var line = ((numbers - Vector512.Load(means + j)) * Vector512.Load(slopes + j)) + Vector512.Load(offsets + j) + (numbers - numbers);
                sum += Vector512.ConditionalSelect(Vector512.Equals(numbers, numbers), line, Vector512.Load(missing + j));
            }
        }
        var total = Vector512.Sum(sum);
        foreach (var j in _categorical) total += _effects[j].Contribution(row[j]);
        return total;
    }
}
