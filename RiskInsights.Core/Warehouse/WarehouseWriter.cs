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

    /// <summary>Starts a bulk insert; dispose of it before the transaction ends.</summary>
    public IBulkInsert BulkInsert(string table, params IReadOnlyList<string> columns) =>
        _engine.BulkInsert(_connection, table, columns);
}
