using System.Data.Common;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>One open write transaction. Everything done through it becomes visible at once, or not at all.</summary>
public sealed class WarehouseWriter
{
    private readonly IWarehouseEngine _engine;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly CancellationToken _cancellation;
    private readonly List<(string Table, IBulkInsert Insert)> _inserts = [];

    internal WarehouseWriter(IWarehouseEngine engine, DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        (_engine, _connection, _transaction, _cancellation) = (engine, connection, transaction, cancellation);
    }

    /// <summary>Runs a statement. Returns the number of rows that it changed.</summary>
    public int Execute(string sql, object? parameters = null) =>
        _connection.Execute(new CommandDefinition(sql, parameters, _transaction, cancellationToken: _cancellation));

    /// <summary>All rows of a query, read strictly.</summary>
    public IReadOnlyList<TRow> Rows<TRow>(string sql, object? parameters = null) =>
        [.. StrictRows.Read<TRow>(_connection, _transaction, sql, parameters, _cancellation)];

    /// <summary>The one row of a query; more or fewer are an error.</summary>
    public TRow Row<TRow>(string sql, object? parameters = null) =>
        StrictRows.Read<TRow>(_connection, _transaction, sql, parameters, _cancellation).Single();

    /// <summary>The row of a query, or null when there is none.</summary>
    public TRow? RowOrNull<TRow>(string sql, object? parameters = null) =>
        StrictRows.Read<TRow>(_connection, _transaction, sql, parameters, _cancellation).SingleOrDefault();

    /// <summary>Hands every row of a query to <paramref name="each"/> while it is read.</summary>
    public void ForEach<TRow>(string sql, object? parameters, Action<TRow> each)
    {
        foreach (var row in StrictRows.Read<TRow>(_connection, _transaction, sql, parameters, _cancellation))
            each(row);
    }

    /// <summary>Hands the bare reader to <paramref name="each"/>, once per row, where an object for each would cost more than the query.</summary>
    public void ForEachRecord(string sql, object? parameters, Action<DbDataReader> each) =>
        BareRows.ForEach(_engine, _connection, _transaction, sql, parameters, each, _cancellation);

    /// <summary>
    /// Starts a bulk insert of rows whose keys are known to be new: the fastest way. A key that is there already ends the
    /// transaction. Dispose of it before the transaction ends.
    /// </summary>
    public IBulkInsert BulkAppend(string table, params IReadOnlyList<string> columns) => Bulk(table, columns, null);

    /// <summary>Starts a bulk insert that keeps a row that is already there; dispose of it before the transaction ends.</summary>
    public IBulkInsert BulkInsert(string table, params IReadOnlyList<string> columns) => Bulk(table, columns, "DO NOTHING");

    /// <summary>
    /// Starts a bulk insert that merges with a row that is already there: <paramref name="merge"/> is the text after
    /// <c>ON CONFLICT</c>, for example <c>(name) DO UPDATE SET value = excluded.value</c>.
    /// </summary>
    public IBulkInsert BulkMerge(string table, IReadOnlyList<string> columns, string merge) => Bulk(table, columns, merge);

    /// <summary>
    /// Makes transactions findable by their identifier alone, where the primary key does not. Costs a pass over all of them the
    /// first time, and every later load a little.
    /// </summary>
    public void IndexIdentifiers()
    {
        if (_engine.IdentifierIndexSql is { Length: > 0 } sql)
            Execute(sql);
    }

    /// <exception cref="WarehouseException">Rows of a bulk insert were not flushed: they would be lost.</exception>
    internal void ThrowIfPending()
    {
        if (_inserts.Find(i => i.Insert.Pending > 0) is { Insert: { } forgotten } found)
            throw new WarehouseException($"{forgotten.Pending} rows of {found.Table} were inserted and never flushed. Nothing was changed.");
    }

    private IBulkInsert Bulk(string table, IReadOnlyList<string> columns, string? onConflict)
    {
        var insert = _engine.BulkInsert(_connection, table, columns, onConflict);
        _inserts.Add((table, insert));
        return insert;
    }
}
