using System.Data.Common;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>
/// The way to the data: many readers, one writer at a time. Reads run on the thread pool, because an embedded engine has
/// no asynchronous I/O and a caller's thread (a circuit's, above all) must not wait for a disk.
/// </summary>
public sealed class WarehouseDatabase(IWarehouseEngine engine)
{
    public string EngineName => engine.Name;

    public string EngineVersion => engine.Version;

    /// <inheritdoc cref="IWarehouseEngine.Damage"/>
    public string? Damage => engine.Damage;

    /// <summary>All rows of a query. The columns must be exactly the properties of <typeparamref name="TRow"/>.</summary>
    public Task<IReadOnlyList<TRow>> RowsAsync<TRow>(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        ReadAsync<IReadOnlyList<TRow>>(c => [.. StrictRows.Read<TRow>(c, null, sql, parameters, cancellation)], cancellation);

    /// <summary>The one row of a query; more or fewer are an error.</summary>
    public Task<TRow> RowAsync<TRow>(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        ReadAsync(c => StrictRows.Read<TRow>(c, null, sql, parameters, cancellation).Single(), cancellation);

    /// <summary>The row of a query, or null when there is none.</summary>
    public Task<TRow?> RowOrNullAsync<TRow>(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        ReadAsync(c => StrictRows.Read<TRow>(c, null, sql, parameters, cancellation).SingleOrDefault(), cancellation);

    /// <summary>Hands every row to <paramref name="each"/> while it is read: memory stays flat at any length.</summary>
    public Task ForEachAsync<TRow>(string sql, object? parameters, Action<TRow> each, CancellationToken cancellation = default) =>
        ReadAsync(
            c =>
            {
                foreach (var row in StrictRows.Read<TRow>(c, null, sql, parameters, cancellation))
                    each(row);
                return true;
            },
            cancellation);

    /// <summary>
    /// Hands the bare reader to <paramref name="read"/>, once per row: for millions of rows that go straight into arrays,
    /// where an object for each would cost more than the query.
    /// </summary>
    public Task ForEachRecordAsync(string sql, object? parameters, Action<DbDataReader> read, CancellationToken cancellation = default) =>
        ReadAsync(
            c =>
            {
                using var reader = (DbDataReader)c.ExecuteReader(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                while (reader.Read())
                {
                    cancellation.ThrowIfCancellationRequested();
                    read(reader);
                }

                return true;
            },
            cancellation);

    /// <summary>The names of a query's columns, also when it has no rows.</summary>
    public Task<IReadOnlyList<string>> ColumnsAsync(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        ReadAsync<IReadOnlyList<string>>(
            c =>
            {
                using var reader = c.ExecuteReader(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            },
            cancellation);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction: committed when it returns, rolled back when it throws.
    /// Waits until no other writer is at work.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<WarehouseWriter, T> work, CancellationToken cancellation = default) =>
        engine.WriteAsync(
            connection => OneTransaction.Run(connection, transaction =>
            {
                var writer = new WarehouseWriter(engine, connection, transaction, cancellation);
                var result = work(writer);
                writer.ThrowIfPending();
                cancellation.ThrowIfCancellationRequested();
                return result;
            }),
            cancellation);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<WarehouseWriter> work, CancellationToken cancellation = default) =>
        WriteAsync(
            writer =>
            {
                work(writer);
                return true;
            },
            cancellation);

    private Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellation) =>
        Task.Run(() => engine.Read(read), cancellation);
}
