using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>A prepared statement that is bound and run without a managed object per value.</summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    private const nint Stays = 0;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _databaseHandle;
    private readonly nint _handle;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        if (raw.sqlite3_prepare_v2(database, sql, out _statement) != raw.SQLITE_OK)
            throw new WarehouseException($"{raw.sqlite3_errmsg(database).utf8_to_string()}: {sql}");
        _databaseHandle = database.DangerousGetHandle();
        _handle = _statement.DangerousGetHandle();
    }

    /// <param name="parameter">Counted from 1.</param>
    public void Bind(int parameter, long value) => Check(SqliteNative.BindInt64(_handle, parameter, value));

    /// <inheritdoc cref="Bind(int, long)"/>
    public void Bind(int parameter, double value) => Check(SqliteNative.BindDouble(_handle, parameter, value));

    /// <summary>Binds a text that stays where it is until the statement has run.</summary>
    /// <inheritdoc cref="Bind(int, long)"/>
    public void Bind(int parameter, byte* text, int length) => Check(SqliteNative.BindText(_handle, parameter, text, length, Stays));

    /// <summary>Binds bytes that stay where they are until the statement has run.</summary>
    /// <inheritdoc cref="Bind(int, long)"/>
    public void BindBytes(int parameter, byte* bytes, int length) => Check(SqliteNative.BindBlob(_handle, parameter, bytes, length, Stays));

    /// <inheritdoc cref="Bind(int, long)"/>
    public void BindNull(int parameter) => Check(SqliteNative.BindNull(_handle, parameter));

    /// <summary>Returns the number of rows that it changed.</summary>
    /// <param name="table">Named when the engine refuses.</param>
    public int Run(string table)
    {
        var result = SqliteNative.Step(_handle);
        var changed = SqliteNative.Changes(_databaseHandle);
        if (result != raw.SQLITE_DONE)
        {
            var error = raw.sqlite3_errmsg(_database).utf8_to_string();
            _ = SqliteNative.Reset(_handle);
            throw SqliteErrors.IsOfFile(result) ? new SqliteException(error, result) : new WarehouseException($"A row of {table} was refused: {error}");
        }

        Check(SqliteNative.Reset(_handle));
        return changed;
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new WarehouseException($"Bulk insert: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
    }
}
