using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>Copies one table and compares what arrived with what was there.</summary>
internal sealed class TableCopy
{
    // Rows that the target may hold back, so that its memory and the progress stay even.
    private const int RowsAtOnce = 100_000;
    private const int RowsBetweenLooks = 1000;

    private readonly WarehouseWriter _target;
    private readonly SourceTable _table;
    private readonly IReadOnlyList<PostgresTables.TargetColumn> _columns;
    private readonly ColumnSum[] _sums;

    /// <exception cref="WarehouseException">The target has no such table, or other columns.</exception>
    public TableCopy(WarehouseWriter target, SourceTable table)
    {
        (_target, _table, _columns) = (target, table, PostgresTables.Columns(target, table.Name));
        if (_columns.Count == 0)
            throw new WarehouseException($"The target has no table {table.Name}. Nothing was copied.");
        var types = _columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        if (table.Columns.FirstOrDefault(c => !types.ContainsKey(c)) is { } lost)
            throw new WarehouseException($"Table {table.Name} of the target has no column {lost}. Nothing was copied.");
        _sums = [.. table.Columns.Select(c => new ColumnSum(c, types[c]))];
    }

    /// <param name="copied">Called with the rows that were read so far.</param>
    public CopiedTable Run(SqliteSnapshot source, Action<long> copied, CancellationToken cancellation)
    {
        var rows = Stream(source, copied, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Compare(rows);
        foreach (var numbered in _columns.Where(c => c.IsNumbered))
            PostgresTables.NumberBeyond(_target, _table.Name, numbered.Name, _table.LastNumber);
        return new CopiedTable
        {
            Name = _table.Name,
            Rows = rows,
            Columns = _sums.Length,
            SumOfNumbers = _sums.Where(s => s.IsNumber).Aggregate(Int128.Zero, (sum, s) => sum + s.Total),
        };
    }

    private long Stream(SqliteSnapshot source, Action<long> copied, CancellationToken cancellation)
    {
        using var insert = _target.BulkAppend(_table.Name, [.. _table.Columns]);
        long rows = 0;
        source.ForEachRow(_table, row =>
        {
            Set(insert, row);
            insert.Insert();
            rows++;
            if (rows % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                copied(rows);
            }

            if (rows % RowsAtOnce == 0)
                Flush(insert);
        });
        Flush(insert);
        return rows;
    }

    private void Set(IBulkInsert insert, SqliteRow row)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            switch (row.Kind(i))
            {
                case raw.SQLITE_NULL:
                    insert.SetNull(i);
                    break;
                case raw.SQLITE_INTEGER:
                    var integer = row.Integer(i);
                    insert.Set(i, integer);
                    _sums[i].Add(integer);
                    break;
                case raw.SQLITE_FLOAT:
                    var real = row.Real(i);
                    insert.Set(i, real);
                    _sums[i].Add(real);
                    break;
                default:
                    var bytes = row.Bytes(i);
                    insert.Set(i, bytes);
                    _sums[i].Add(bytes);
                    break;
            }
        }
    }

    private void Flush(IBulkInsert insert)
    {
        var refused = new List<int>();
        insert.Flush(refused);
        if (refused.Count > 0)
            throw new WarehouseException($"{refused.Count} rows of {_table.Name} were refused by the target. Nothing was kept.");
    }

    private void Compare(long rows)
    {
        var arrived = PostgresTables.Sums(_target, _table.Name, _sums);
        if (arrived[0] != rows)
            throw new WarehouseException($"{_table.Name} has {rows} rows in SQLite and {arrived[0]} in PostgreSQL. Nothing was kept.");
        for (var i = 0; i < _sums.Length; i++)
        {
            var (filled, total) = (arrived[1 + (2 * i)], arrived[2 + (2 * i)]);
            if (filled != _sums[i].Filled)
                throw new WarehouseException($"{_table.Name}.{_sums[i].Column} has {_sums[i].Filled} values in SQLite and {filled} in PostgreSQL. Nothing was kept.");
            if (total != _sums[i].Total)
                throw new WarehouseException($"{_table.Name}.{_sums[i].Column} adds up to {_sums[i].Total} in SQLite and to {total} in PostgreSQL. Nothing was kept.");
        }
    }
}
