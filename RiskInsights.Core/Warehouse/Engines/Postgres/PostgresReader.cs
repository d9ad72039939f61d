using System.Collections;
using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>Rows as SQLite gives them: dates and moments are ISO texts, in the same format to the letter.</summary>
internal sealed class PostgresReader(PostgresConnection connection, NpgsqlDataReader inner) : DbDataReader
{
    private const string DateFormat = "yyyy-MM-dd";
    private string?[]? _formats;

    public override int Depth => inner.Depth;

    public override int FieldCount => inner.FieldCount;

    public override bool HasRows => inner.HasRows;

    public override bool IsClosed => inner.IsClosed;

    public override int RecordsAffected => inner.RecordsAffected;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => connection.Explained(inner.Read);

    public override bool NextResult()
    {
        _formats = null;
        return connection.Explained(inner.NextResult);
    }

    public override string GetName(int ordinal) => inner.GetName(ordinal);

    public override int GetOrdinal(string name) => inner.GetOrdinal(name);

    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);

    public override Type GetFieldType(int ordinal) => Format(ordinal) is null ? inner.GetFieldType(ordinal) : typeof(string);

    public override object GetValue(int ordinal) =>
        Format(ordinal) is null || inner.IsDBNull(ordinal) ? inner.GetValue(ordinal) : GetString(ordinal);

    public override string GetString(int ordinal) =>
        Format(ordinal) is { } format ? inner.GetDateTime(ordinal).ToString(format, CultureInfo.InvariantCulture) : inner.GetString(ordinal);

    public override T GetFieldValue<T>(int ordinal)
    {
        if (typeof(T) == typeof(string) && Format(ordinal) is not null)
            return (T)(object)GetString(ordinal);
        if (typeof(T) == typeof(DateOnly) && inner.GetFieldType(ordinal) == typeof(string))
            return (T)(object)DateOnly.ParseExact(inner.GetString(ordinal), DateFormat, CultureInfo.InvariantCulture);
        return inner.GetFieldValue<T>(ordinal);
    }

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);

    public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => inner.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => inner.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);

    public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);

    public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override void Close() => inner.Close();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private string? Format(int ordinal)
    {
        _formats ??= [.. Enumerable.Range(0, inner.FieldCount).Select(i => FormatOf(inner.GetDataTypeName(i)))];
        return _formats[ordinal];
    }

    private static string? FormatOf(string type) => type switch
    {
        "date" => DateFormat,
        "timestamp without time zone" => "yyyy-MM-ddTHH:mm:ss",
        "timestamp with time zone" => "yyyy-MM-dd HH:mm:ss.FFFFFFF'+00:00'",
        _ => null,
    };
}
