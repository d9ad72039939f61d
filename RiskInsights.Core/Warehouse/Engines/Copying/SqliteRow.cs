using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>The row that a statement stands on: values as SQLite keeps them, texts without a copy.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement)
{
    /// <summary>One of <see cref="raw.SQLITE_INTEGER"/>, <see cref="raw.SQLITE_FLOAT"/>, <see cref="raw.SQLITE_TEXT"/>, <see cref="raw.SQLITE_BLOB"/> and <see cref="raw.SQLITE_NULL"/>.</summary>
    public int Kind(int column) => raw.sqlite3_column_type(statement, column);

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public double Real(int column) => raw.sqlite3_column_double(statement, column);

    /// <summary>The bytes of a blob, or of a text in UTF-8; good until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);
}
