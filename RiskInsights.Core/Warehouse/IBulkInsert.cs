namespace RiskInsights.Core.Warehouse;

/// <summary>
/// Inserts many rows of one table. Set every column of a row by its position, then call <see cref="Insert"/>;
/// a column that is not set is null.
/// </summary>
public interface IBulkInsert : IDisposable
{
    void Set(int column, long value);

    void Set(int column, double value);

    void Set(int column, string? value);

    void Set(int column, DateOnly value);

    /// <summary>A text that is already UTF-8, which saves a conversion per row.</summary>
    void Set(int column, ReadOnlySpan<byte> utf8);

    void SetNull(int column);

    /// <summary>Writes the row. False when a row with the same key is already there: the table is unchanged then.</summary>
    bool Insert();
}
