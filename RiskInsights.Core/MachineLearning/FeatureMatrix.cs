using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>
/// The input of every learner: <see cref="Rows"/> × <see cref="Width"/> numbers of 32 bits, row after row
/// (row-major, because every learner here reads whole rows), with a name for each column. NaN means missing;
/// infinities are refused, so that no learner has to look for them. Immutable.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly float[] _values;
    private readonly FeatureColumn[] _columns;

    /// <summary>Takes the values row after row.</summary>
    /// <param name="columns">At least one; names are unique (ordinal).</param>
    /// <param name="values">rows × columns numbers. Kept, not copied: do not write to it afterwards.</param>
    /// <exception cref="ArgumentException">No columns, a name given twice, a length that is not a multiple of the
    /// number of columns, an infinity, or a category code out of range; the message names row and column.</exception>
    public FeatureMatrix(IReadOnlyList<FeatureColumn> columns, float[] values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (columns.Count == 0) throw new ArgumentException("At least one column is needed.", nameof(columns));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!names.Add(column.Name))
                throw new ArgumentException($"Column '{column.Name}' is given twice.", nameof(columns));
        }
        if (values.Length % columns.Count != 0)
            throw new ArgumentException(Invariant($"{values.Length} values do not fill rows of {columns.Count} columns."), nameof(values));
        _columns = [.. columns];
        _values = values;
        Rows = values.Length / columns.Count;
        for (var i = 0; i < values.Length; i++)
        {
            var column = _columns[i % _columns.Length];
            if (!column.Accepts(values[i]))
                throw new ArgumentException(Invariant($"Row {i / _columns.Length}, column '{column.Name}': {values[i]} is not {column.Rule}."), nameof(values));
        }
    }

    private FeatureMatrix(FeatureColumn[] columns, float[] checkedValues, int rows)
    {
        _columns = columns;
        _values = checkedValues;
        Rows = rows;
    }

    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Width => _columns.Length;

    public IReadOnlyList<FeatureColumn> Columns => _columns;

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<float> Values => _values;

    public float this[int row, int column] => Row(row)[column];

    /// <summary>One row, <see cref="Width"/> values, without a copy.</summary>
    public ReadOnlySpan<float> Row(int row) => new(_values, checked(row * Width), Width);

    /// <summary>A copy of one column, <see cref="Rows"/> values.</summary>
    public float[] Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Width);
        var result = new float[Rows];
        for (var row = 0; row < Rows; row++) result[row] = _values[(row * Width) + column];
        return result;
    }

    /// <summary>The index of the column with this name (ordinal).</summary>
    /// <exception cref="ArgumentException">No column has it.</exception>
    public int IndexOf(string name)
    {
        var index = Array.FindIndex(_columns, column => string.Equals(column.Name, name, StringComparison.Ordinal));
        return index >= 0 ? index : throw new ArgumentException($"There is no column '{name}'.", nameof(name));
    }

    /// <summary>A copy with these rows, in this order; a row may be taken more than once.</summary>
    public FeatureMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        var values = new float[checked(rows.Length * Width)];
        for (var i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(values.AsSpan(i * Width));
        return new FeatureMatrix(_columns, values, rows.Length);
    }

    /// <summary>A copy with the columns of these names, in this order.</summary>
    public FeatureMatrix SelectColumns(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var indices = names.Select(IndexOf).ToArray();
        var values = new float[checked(Rows * indices.Length)];
        for (var row = 0; row < Rows; row++)
        {
            for (var j = 0; j < indices.Length; j++) values[(row * indices.Length) + j] = _values[(row * Width) + indices[j]];
        }
        return new FeatureMatrix(Array.ConvertAll(indices, index => _columns[index]), values);
    }

    /// <summary>Refuses inputs whose columns are not exactly, and in the same order, those that a model was trained on.</summary>
    internal void RequireColumns(IReadOnlyList<FeatureColumn> expected, string argument)
    {
        if (Width != expected.Count)
            throw new ArgumentException(Invariant($"{Width} columns; the model was trained on {expected.Count}."), argument);
        for (var j = 0; j < Width; j++)
        {
            if (!_columns[j].Equals(expected[j]))
                throw new ArgumentException(Invariant($"Column {j} is '{_columns[j]}'; the model was trained on '{expected[j]}'."), argument);
        }
    }
}
