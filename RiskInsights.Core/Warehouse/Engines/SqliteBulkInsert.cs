using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Binds and steps one prepared statement on the connection's own handle. The parameter objects of ADO.NET cost more than
/// the insert itself (RiskInsights.Benchmarks, results/import.md).
/// </summary>
internal sealed class SqliteBulkInsert : IBulkInsert
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string _table;

    public SqliteBulkInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns, string onConflict)
    {
        _table = table;
        _database = connection.Handle!;
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) ON CONFLICT {onConflict}";
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public void Set(int column, long value) => Check(raw.sqlite3_bind_int64(_statement, column + 1, value));

    public void Set(int column, double value) => Check(raw.sqlite3_bind_double(_statement, column + 1, value));

    public void Set(int column, string? value)
    {
        if (value is null)
            SetNull(column);
        else
            Check(raw.sqlite3_bind_text(_statement, column + 1, value));
    }

    public void Set(int column, DateOnly value) => Set(column, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Set(int column, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, column + 1, utf8));

    public void SetNull(int column) => Check(raw.sqlite3_bind_null(_statement, column + 1));

    public bool Insert()
    {
        var result = raw.sqlite3_step(_statement);
        var changed = raw.sqlite3_changes(_database);
        if (result != raw.SQLITE_DONE)
        {
            var error = raw.sqlite3_errmsg(_database).utf8_to_string();
            _ = raw.sqlite3_reset(_statement);
            throw new WarehouseException($"A row of {_table} was refused: {error}");
        }

        Check(raw.sqlite3_reset(_statement));
        Check(raw.sqlite3_clear_bindings(_statement));
        return changed == 1;
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new WarehouseException($"Bulk insert into {_table}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
    }
}
