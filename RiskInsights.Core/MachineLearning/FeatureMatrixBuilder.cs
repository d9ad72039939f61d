using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>Collects rows of unknown number (a query's result) into a <see cref="FeatureMatrix"/>.</summary>
public sealed class FeatureMatrixBuilder
{
    private readonly FeatureColumn[] _columns;
    private float[] _values;
    private int _length;

    /// <param name="columns">The columns of every row, in order.</param>
    /// <param name="expectedRows">Room made in advance; any number of rows may follow.</param>
    public FeatureMatrixBuilder(IReadOnlyList<FeatureColumn> columns, int expectedRows = 1024)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedRows);
        if (columns.Count == 0) throw new ArgumentException("At least one column is needed.", nameof(columns));
        _columns = [.. columns];
        _values = new float[checked(expectedRows * columns.Count)];
    }

    public int Rows => _length / _columns.Length;

    /// <summary>Appends a row; its values are copied. NaN means missing.</summary>
    /// <exception cref="ArgumentException">The row has another length than the columns.</exception>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != _columns.Length)
            throw new ArgumentException(Invariant($"The row has {row.Length} values; there are {_columns.Length} columns."), nameof(row));
        if (_length + row.Length > _values.Length)
        {
            var wanted = Math.Max((long)_length + row.Length, Math.Min(2L * _values.Length, Array.MaxLength));
            Array.Resize(ref _values, checked((int)wanted));
        }
        row.CopyTo(_values.AsSpan(_length));
        _length += row.Length;
    }

    /// <summary>The matrix of all rows added so far; infinities and unknown codes are refused here.</summary>
    public FeatureMatrix Build() => new(_columns, _values.AsSpan(0, _length).ToArray());
}
