namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>The lower triangle L with L·Lᵀ = A, for a symmetric positive definite A.</summary>
internal sealed class CholeskyFactor
{
    /// <summary>A pivot below this share of its diagonal element means that A is singular to working precision.</summary>
    private const double LeastPivot = 1e-13;

    private readonly int _size;
    private readonly double[] _lower;

    private CholeskyFactor(int size, double[] lower) => (_size, _lower) = (size, lower);

    /// <summary>Factors A, given by its upper triangle row by row; null where A is not positive definite.</summary>
    public static CholeskyFactor? Of(double[] upper, int size)
    {
        var lower = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            var rowI = lower.AsSpan(i * size, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var rowJ = lower.AsSpan(j * size, j + 1);
                var sum = upper[(j * size) + i];
                for (var k = 0; k < j; k++) sum -= rowI[k] * rowJ[k];
                if (j < i) rowI[j] = sum / rowJ[j];
                else if (!(sum > LeastPivot * upper[(i * size) + i])) return null;
                else rowI[i] = Math.Sqrt(sum);
            }
        }
        return new CholeskyFactor(size, lower);
    }

    /// <summary>The x with A·x = right.</summary>
    public double[] Solve(double[] right)
    {
        var x = (double[])right.Clone();
        for (var i = 0; i < _size; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= _lower[(i * _size) + k] * x[k];
            x[i] /= _lower[(i * _size) + i];
        }
        for (var i = _size - 1; i >= 0; i--)
        {
            x[i] /= _lower[(i * _size) + i];
            for (var k = 0; k < i; k++) x[k] -= _lower[(i * _size) + k] * x[i];
        }
        return x;
    }

    /// <summary>The diagonal of A⁻¹: element j is the squared length of L⁻¹·eⱼ.</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[_size];
        var column = new double[_size];
        for (var j = 0; j < _size; j++)
        {
            for (var i = j; i < _size; i++)
            {
                var sum = i == j ? 1.0 : 0.0;
                for (var k = j; k < i; k++) sum -= _lower[(i * _size) + k] * column[k];
                column[i] = sum / _lower[(i * _size) + i];
                diagonal[j] += column[i] * column[i];
            }
        }
        return diagonal;
    }
}
