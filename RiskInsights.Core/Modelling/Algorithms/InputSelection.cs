using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>
/// Which of the recipe's columns a model reads. A column that never changes in training, or never has a value, is set aside
/// there; and a stored model finds its columns by name, so that a recipe may gain features without stranding it.
/// </summary>
internal sealed class InputSelection
{
    private readonly int[] _positions;
    private readonly bool _isWhole;

    private InputSelection(IReadOnlyList<FeatureColumn> columns, int[] positions)
    {
        _positions = positions;
        _isWhole = positions.Length == columns.Count;
        Width = columns.Count;
        Columns = Array.ConvertAll(positions, j => columns[j]);
    }

    /// <summary>The columns of the model.</summary>
    public FeatureColumn[] Columns { get; }

    /// <summary>The number of the recipe's columns.</summary>
    public int Width { get; }

    /// <summary>The columns with more than one value.</summary>
    /// <exception cref="TrainingRefusedException">There is none.</exception>
    public static InputSelection Telling(FeatureMatrix rows)
    {
        var telling = Enumerable.Range(0, rows.Width).Where(j => Differs(rows, j)).ToArray();
        return telling.Length > 0
            ? new InputSelection(rows.Columns, telling)
            : throw new TrainingRefusedException("features", $"None of the {rows.Width} inputs differs between the {rows.Rows} training rows: there is nothing to learn from.");
    }

    /// <summary>Finds a stored model's columns among those of today's recipe.</summary>
    /// <exception cref="InvalidModelException">The recipe lacks one.</exception>
    public static InputSelection Named(IReadOnlyList<FeatureColumn> recipe, IReadOnlyList<FeatureColumn> model)
    {
        var places = recipe.Select((column, j) => (column.Name, j)).ToDictionary(c => c.Name, c => c.j, StringComparer.Ordinal);
        return new InputSelection(recipe, [.. model.Select(column => places.TryGetValue(column.Name, out var j)
            ? j
            : throw new InvalidModelException($"The model asks for the input {column.Name}, which this program does not compute: retrain."))]);
    }

    public FeatureMatrix Select(FeatureMatrix rows) => _isWhole ? rows : rows.SelectColumns([.. Columns.Select(c => c.Name)]);

    /// <summary>The model's row of a recipe's row, in <paramref name="buffer"/> where it has to be put together.</summary>
    public ReadOnlySpan<float> Gather(ReadOnlySpan<float> row, Span<float> buffer)
    {
        if (row.Length != Width)
            throw new ArgumentException(FormattableString.Invariant($"{row.Length} values; the recipe has {Width} features."), nameof(row));
        if (_isWhole)
            return row;
        for (var i = 0; i < _positions.Length; i++)
            buffer[i] = row[_positions[i]];
        return buffer[.._positions.Length];
    }

    /// <summary>Puts one number for each column of the model to the place of its feature; the others are 0.</summary>
    public void Scatter(ReadOnlySpan<double> values, Span<double> destination)
    {
        destination.Clear();
        for (var i = 0; i < _positions.Length; i++)
            destination[_positions[i]] = values[i];
    }

    private static bool Differs(FeatureMatrix rows, int column)
    {
        for (var row = 1; row < rows.Rows; row++)
        {
            if (!rows[row, column].Equals(rows[0, column]))
                return true;
        }

        return false;
    }
}
