using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Binds and steps prepared statements on the connection's own handle. The parameter objects of ADO.NET cost more than
/// the insert itself, and one statement for several rows less than one for each (RiskInsights.Benchmarks, results/import.md).
/// </summary>
internal sealed class SqliteBulkInsert : IBulkInsert
{
    private const int RowsAtOnce = 64;

    // No array for texts up to so many bytes.
    private const int ShortText = 64;

    private readonly string _table;
    private readonly SqliteRows _rows;
    private readonly SqliteStatement _one;
    private readonly Lazy<SqliteStatement> _all;
    private readonly bool _tellsRefused;
    private readonly List<int> _refused = [];

    /// <param name="connection">The writer, in its transaction.</param>
    /// <param name="onConflict">The text after <c>ON CONFLICT</c>; null when no key can be there already.</param>
    public SqliteBulkInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns, string? onConflict)
    {
        _table = table;

        // Which row was refused is told by the count of changes, so there it is one row a statement.
        _tellsRefused = string.Equals(onConflict, "DO NOTHING", StringComparison.Ordinal);
        var rowsAtOnce = _tellsRefused ? 1 : RowsAtOnce;
        _one = new SqliteStatement(connection.Handle!, Sql(table, columns, 1, onConflict));
        _all = new Lazy<SqliteStatement>(
            () => rowsAtOnce == 1 ? _one : new SqliteStatement(connection.Handle!, Sql(table, columns, rowsAtOnce, onConflict)), LazyThreadSafetyMode.None);
        _rows = new SqliteRows(columns.Count, rowsAtOnce);
    }

    public int Pending { get; private set; }

    public void Set(int column, long value) => _rows.Set(column, value);

    public void Set(int column, double value) => _rows.Set(column, value);

    public void Set(int column, string? value)
    {
        if (value is null)
        {
            _rows.SetNull(column);
            return;
        }

        Span<byte> utf8 = stackalloc byte[ShortText];
        _rows.Set(column, Encoding.UTF8.TryGetBytes(value, utf8, out var length) ? utf8[..length] : Encoding.UTF8.GetBytes(value));
    }

    public void Set(int column, DateOnly value)
    {
        Span<byte> utf8 = stackalloc byte[ShortText];
        _ = value.TryFormat(utf8, out var length, "O", CultureInfo.InvariantCulture);
        _rows.Set(column, utf8[..length]);
    }

    public void Set(int column, ReadOnlySpan<byte> utf8) => _rows.Set(column, utf8);

    public void SetBytes(int column, ReadOnlySpan<byte> bytes) => _rows.SetBytes(column, bytes);

    public void SetNull(int column) => _rows.SetNull(column);

    public void Insert()
    {
        _rows.End();
        if (_rows.IsFull)
            Write();
        Pending++;
    }

    public void Flush(ICollection<int>? refused = null)
    {
        Write();
        foreach (var row in _refused)
            refused?.Add(row);
        _refused.Clear();
        Pending = 0;
    }

    public void Dispose()
    {
        _one.Dispose();
        if (_all.IsValueCreated)
            _all.Value.Dispose();
        _rows.Dispose();
    }

    private void Write()
    {
        if (_rows.IsFull)
        {
            _rows.BindChanges(_all.Value);
            Run(_all.Value);
        }
        else
        {
            for (var row = 0; row < _rows.Count; row++)
            {
                _rows.BindRow(_one, row);
                Run(_one);
            }
        }

        _rows.Clear();
    }

    private void Run(SqliteStatement statement)
    {
        if (statement.Run(_table) == 0 && _tellsRefused)
            _refused.Add(Pending);
    }

    private static string Sql(string table, IReadOnlyList<string> columns, int rows, string? onConflict)
    {
        var values = $"({string.Join(", ", columns.Select(_ => "?"))})";
        return $"INSERT{(onConflict is null ? " OR FAIL" : "")} INTO {table} ({string.Join(", ", columns)}) VALUES {string.Join(", ", Enumerable.Repeat(values, rows))}"
            + (onConflict is null ? "" : $" ON CONFLICT {onConflict}");
    }
}
