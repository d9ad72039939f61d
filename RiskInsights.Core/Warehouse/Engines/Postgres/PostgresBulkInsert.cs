using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>
/// Rows go by binary COPY: straight into their table where no key can be there already, otherwise into a temporary one and
/// from there, in their order, into theirs, where <c>ON CONFLICT</c> decides. The temporary table writes no log and ends
/// with the transaction.
/// </summary>
internal sealed class PostgresBulkInsert : IBulkInsert
{
    // Of rows that go straight into their table, so many that the server is at work while the next are made; of others, so
    // many that moving them on is worth a statement.
    private const int StreamedBytes = 1 << 16;
    private const int StagedBytes = 4 << 20;

    private readonly PostgresConnection _connection;
    private readonly BulkTarget _target;
    private readonly CopyRows _rows;
    private readonly List<int> _refused = [];

    public PostgresBulkInsert(PostgresConnection connection, string table, IReadOnlyList<string> columns, string? onConflict)
    {
        _connection = connection;
        _target = connection.Run(() => BulkTarget.Prepare(connection, table, columns, onConflict));
        _rows = new CopyRows(table, columns, _target.Types);
    }

    public int Pending { get; private set; }

    public void Set(int column, long value) => _rows.Set(column, value);

    public void Set(int column, double value) => _rows.Set(column, value);

    public void Set(int column, string? value) => _rows.Set(column, value);

    public void Set(int column, DateOnly value) => _rows.Set(column, value);

    public void Set(int column, ReadOnlySpan<byte> utf8) => _rows.Set(column, utf8);

    public void SetBytes(int column, ReadOnlySpan<byte> bytes) => _rows.Set(column, bytes);

    public void SetNull(int column) => _rows.SetNull(column);

    public void Insert()
    {
        _rows.Add(_target.MoveSql is null ? null : Pending);
        Pending++;
        if (_rows.Rows.Length >= (_target.MoveSql is null ? StreamedBytes : StagedBytes))
            Write();
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
        // The temporary table goes with the transaction.
    }

    private void Write()
    {
        if (_rows.Rows.IsEmpty)
            return;
        _connection.Copy(_target.CopySql, _rows.Rows);
        if (_target.MoveSql is { } move)
            _connection.Run(() => Move(move));
        _rows.Clear();
    }

    private bool Move(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection.Inner);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            _refused.Add(reader.GetInt32(0));
        return true;
    }
}
