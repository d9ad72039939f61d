using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Binds and steps one prepared statement on the connection's own handle. The parameter objects of ADO.NET cost more than
/// the insert itself (RiskInsights.Benchmarks, results/import.md).
/// </summary>
internal sealed unsafe class SqliteBulkInsert : IBulkInsert
{
    // Texts of one row wait here, in memory that does not move, until the row is written. A longer one is copied by SQLite.
    private const int TextBytes = 4096;
    private const nint Stays = 0;
    private const nint IsCopied = -1;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _databaseHandle;
    private readonly nint _statementHandle;
    private readonly byte* _texts;
    private readonly string _table;
    private readonly List<int> _refused = [];
    private int _textsUsed;
    private ulong _isSet;
    private ulong _isBound;

    public SqliteBulkInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns, string onConflict)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Count, 63);
        _table = table;
        _database = connection.Handle!;
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) ON CONFLICT {onConflict}";
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _databaseHandle = _database.DangerousGetHandle();
        _statementHandle = _statement.DangerousGetHandle();
        _texts = (byte*)NativeMemory.Alloc(TextBytes);
    }

    public int Pending { get; private set; }

    public void Set(int column, long value)
    {
        _isSet |= 1UL << column;
        Check(SqliteNative.BindInt64(_statementHandle, column + 1, value));
    }

    public void Set(int column, double value)
    {
        _isSet |= 1UL << column;
        Check(SqliteNative.BindDouble(_statementHandle, column + 1, value));
    }

    public void Set(int column, string? value)
    {
        if (value is null)
            SetNull(column);
        else
            Set(column, Encoding.UTF8.GetBytes(value));
    }

    public void Set(int column, DateOnly value) => Set(column, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Set(int column, ReadOnlySpan<byte> utf8)
    {
        _isSet |= 1UL << column;
        if (utf8.Length > TextBytes - _textsUsed)
        {
            fixed (byte* text = utf8)
                Check(SqliteNative.BindText(_statementHandle, column + 1, text, utf8.Length, IsCopied));
            return;
        }

        var place = _texts + _textsUsed;
        _textsUsed += utf8.Length;
        utf8.CopyTo(new Span<byte>(place, utf8.Length));
        Check(SqliteNative.BindText(_statementHandle, column + 1, place, utf8.Length, Stays));
    }

    public void SetNull(int column)
    {
        // Bound above by this very row perhaps: then it counts as an earlier one's.
        _isBound |= _isSet & (1UL << column);
        _isSet &= ~(1UL << column);
    }

    public void Insert()
    {
        // What an earlier row set and this one did not is null again.
        for (var stale = _isBound & ~_isSet; stale != 0; stale &= stale - 1)
            Check(SqliteNative.BindNull(_statementHandle, System.Numerics.BitOperations.TrailingZeroCount(stale) + 1));
        _isBound = _isSet;
        (_isSet, _textsUsed) = (0, 0);

        var result = SqliteNative.Step(_statementHandle);
        var changed = SqliteNative.Changes(_databaseHandle);
        if (result != raw.SQLITE_DONE)
        {
            var error = raw.sqlite3_errmsg(_database).utf8_to_string();
            _ = SqliteNative.Reset(_statementHandle);
            throw new WarehouseException($"A row of {_table} was refused: {error}");
        }

        Check(SqliteNative.Reset(_statementHandle));
        if (changed != 1)
            _refused.Add(Pending);
        Pending++;
    }

    public void Flush(ICollection<int>? refused = null)
    {
        foreach (var row in _refused)
            refused?.Add(row);
        _refused.Clear();
        Pending = 0;
    }

    public void Dispose()
    {
        _statement.Dispose();
        NativeMemory.Free(_texts);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new WarehouseException($"Bulk insert into {_table}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
    }
}
