using System.Collections;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// The row where a reader stands, with its numbers and texts taken from the statement's own handle: for millions of rows, where the
/// library's way to each value, through safe handles, costs more than SQLite itself. All else is the reader's.
/// </summary>
internal sealed class SqliteRecord(SqliteDataReader reader) : DbDataReader
{
    private const int Null = 5;

    private readonly nint _statement = reader.Handle!.DangerousGetHandle();

    public override int Depth => reader.Depth;

    public override int FieldCount => reader.FieldCount;

    public override bool HasRows => reader.HasRows;

    public override bool IsClosed => reader.IsClosed;

    public override int RecordsAffected => reader.RecordsAffected;

    public override object this[int ordinal] => reader[ordinal];

    public override object this[string name] => reader[name];

    public override bool IsDBNull(int ordinal) => SqliteNative.ColumnType(_statement, ordinal) == Null;

    // Only 0 may stand for nothing, of which the reader says what it always said.
    public override long GetInt64(int ordinal)
    {
        var value = SqliteNative.ColumnInt64(_statement, ordinal);
        return value != 0 || !IsDBNull(ordinal) ? value : reader.GetInt64(ordinal);
    }

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override double GetDouble(int ordinal)
    {
        var value = SqliteNative.ColumnDouble(_statement, ordinal);
        return value != 0 || !IsDBNull(ordinal) ? value : reader.GetDouble(ordinal);
    }

    public override bool GetBoolean(int ordinal) => reader.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => reader.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => reader.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => reader.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => reader.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override string GetDataTypeName(int ordinal) => reader.GetDataTypeName(ordinal);

    public override DateTime GetDateTime(int ordinal) => reader.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => reader.GetDecimal(ordinal);

    public override IEnumerator GetEnumerator() => reader.GetEnumerator();

    public override Type GetFieldType(int ordinal) => reader.GetFieldType(ordinal);

    public override T GetFieldValue<T>(int ordinal) => reader.GetFieldValue<T>(ordinal);

    public override float GetFloat(int ordinal) => reader.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => reader.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => reader.GetInt16(ordinal);

    public override string GetName(int ordinal) => reader.GetName(ordinal);

    public override int GetOrdinal(string name) => reader.GetOrdinal(name);

    public override unsafe string GetString(int ordinal)
    {
        var text = SqliteNative.ColumnText(_statement, ordinal);
        return text is not null ? Encoding.UTF8.GetString(text, SqliteNative.ColumnBytes(_statement, ordinal)) : reader.GetString(ordinal);
    }

    public override object GetValue(int ordinal) => reader.GetValue(ordinal);

    public override int GetValues(object[] values) => reader.GetValues(values);

    public override bool NextResult() => reader.NextResult();

    public override bool Read() => reader.Read();
}
