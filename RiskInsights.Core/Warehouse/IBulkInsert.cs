namespace RiskInsights.Core.Warehouse;

/// <summary>
/// Inserts many rows of one table. Set every column of a row by its position, then call <see cref="Insert"/>;
/// a column that is not set is null. Engines may hold rows back: only after <see cref="Flush"/> does the transaction see
/// them, and a transaction with rows that were never flushed is not committed.
/// </summary>
public interface IBulkInsert : IDisposable
{
    /// <summary>Rows since the last <see cref="Flush"/>.</summary>
    int Pending { get; }

    void Set(int column, long value);

    void Set(int column, double value);

    void Set(int column, string? value);

    void Set(int column, DateOnly value);

    /// <summary>A text that is already UTF-8, which saves a conversion per row.</summary>
    void Set(int column, ReadOnlySpan<byte> utf8);

    /// <summary>Bytes, for a column of bytes.</summary>
    void SetBytes(int column, ReadOnlySpan<byte> bytes);

    void SetNull(int column);

    /// <summary>
    /// Adds the row. Where rows are merged, no two between two calls of <see cref="Flush"/> may have the same key.
    /// </summary>
    void Insert();

    /// <summary>Writes all rows that are held back.</summary>
    /// <param name="refused">
    /// Receives the rows whose key was already there, in the table or further up, and which changed nothing: their numbers,
    /// counted from 0 at the last <see cref="Flush"/>, ascending.
    /// </param>
    void Flush(ICollection<int>? refused = null);
}
