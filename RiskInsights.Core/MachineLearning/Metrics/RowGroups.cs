using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Rows that belong together, numbered from 0 in the order in which their groups first occur.</summary>
internal sealed class RowGroups
{
    private readonly int[] _groupOfRow;

    private RowGroups(int[] groupOfRow, int count) => (_groupOfRow, Count) = (groupOfRow, count);

    /// <summary>The number of groups.</summary>
    public int Count { get; }

    public int this[int row] => _groupOfRow[row];

    /// <param name="keys">Any number for each row; rows of equal numbers are a group.</param>
    /// <exception cref="ArgumentException">Not one for each row.</exception>
    public static RowGroups Of(IReadOnlyList<int> keys, int rows, string name)
    {
        if (keys.Count != rows)
            throw new ArgumentException(Invariant($"{keys.Count} groups for {rows} rows."), name);
        var places = new Dictionary<int, int>();
        var groups = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            if (!places.TryGetValue(keys[row], out groups[row]))
                places[keys[row]] = groups[row] = places.Count;
        }

        return new(groups, places.Count);
    }

    /// <summary>The rows of each group.</summary>
    public int[][] Rows()
    {
        var sizes = new int[Count];
        foreach (var group in _groupOfRow) sizes[group]++;
        var rows = Array.ConvertAll(sizes, size => new int[size]);
        for (var row = _groupOfRow.Length - 1; row >= 0; row--) rows[_groupOfRow[row]][--sizes[_groupOfRow[row]]] = row;
        return rows;
    }
}
