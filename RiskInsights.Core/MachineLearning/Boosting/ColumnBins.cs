namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// How one column's values become small whole numbers (states): 0 … <see cref="Bins"/> − 1 for its bins or categories, and
/// <see cref="Bins"/> for missing where the training rows have any. Columns of few states share a byte ("lane") of the binned
/// rows: the byte is the sum of state · <see cref="Multiplier"/> over the lane's columns.
/// </summary>
/// <param name="Column">The index in the matrix.</param>
/// <param name="Edges">Of a numeric column, see <see cref="BinEdges"/>; empty for a categorical one.</param>
/// <param name="Bins">At least 1.</param>
/// <param name="IsCategorical">Whether the bins are categories, which have no order.</param>
/// <param name="HasMissing">Whether there is a state for missing.</param>
internal sealed record ColumnBins(int Column, float[] Edges, int Bins, bool IsCategorical, bool HasMissing)
{
    public int States => Bins + (HasMissing ? 1 : 0);

    /// <summary>The byte of a binned row that the column is in.</summary>
    public int Lane { get; init; }

    /// <summary>Product of the states of the columns before it in its lane.</summary>
    public int Multiplier { get; init; } = 1;

    /// <summary>The bin or category of a value that is not NaN.</summary>
    public int BinOf(float value)
    {
        if (IsCategorical) return (int)value;
        int low = 0, high = Edges.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Edges[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The column's state in a byte of its lane.</summary>
    public int StateOf(int cell) => cell / Multiplier % States;
}
