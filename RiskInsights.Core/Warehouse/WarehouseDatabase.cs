using System.Data.Common;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>
/// The way to the data: many readers, one writer at a time. Reads run on the thread pool, because an embedded engine has
/// no asynchronous I/O and a caller's thread (a circuit's, above all) must not wait for a disk.
/// </summary>
public sealed class WarehouseDatabase(IWarehouseEngine engine)
{
    private readonly AsyncLocal<Action<WarehouseWriter>?> _check = new();

    public string EngineName => engine.Name;

    /// <inheritdoc cref="IWarehouseEngine.IsShared"/>
    public bool IsShared => engine.IsShared;

    /// <inheritdoc cref="IWarehouseEngine.SkipTaken"/>
    public string SkipTaken => engine.SkipTaken;

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
                BareRows.ForEach(engine, c, null, sql, parameters, read, cancellation);
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
    public Task<T> WriteAsync<T>(Func<WarehouseWriter, T> work, CancellationToken cancellation = default)
    {
        var check = _check.Value;
        return engine.WriteAsync(connection => InTransaction(connection, work, check, cancellation), cancellation);
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<WarehouseWriter> work, CancellationToken cancellation = default) =>
        WriteAsync(
            writer =>
            {
                work(writer);
                return true;
            },
            cancellation);

    /// <summary>
    /// As <see cref="WriteAsync{T}"/>, but waits for no load where the engine can do that, and no other such change waits for
    /// it. Only for tables that no load touches (jobs, keys), and only for moments.
    /// </summary>
    public Task<T> WriteAsideAsync<T>(Func<WarehouseWriter, T> work, CancellationToken cancellation = default) =>
        engine.WriteAsideAsync(connection => InTransaction(connection, work, null, cancellation), cancellation);

    /// <summary>
    /// Until it is disposed of, every <see cref="WriteAsync{T}"/> of this flow of control ends with <paramref name="check"/> in
    /// the same transaction. When that throws, nothing is changed: whoever lost the right to change something changes nothing.
    /// </summary>
    public IDisposable Checked(Action<WarehouseWriter> check)
    {
        _check.Value = check;
        return new Unchecked(_check);
    }

    private T InTransaction<T>(DbConnection connection, Func<WarehouseWriter, T> work, Action<WarehouseWriter>? check, CancellationToken cancellation) =>
        OneTransaction.Run(connection, transaction =>
        {
            var writer = new WarehouseWriter(engine, connection, transaction, cancellation);
            var result = work(writer);
            writer.ThrowIfPending();
            check?.Invoke(writer);
            cancellation.ThrowIfCancellationRequested();
            return result;
        });

    private Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellation) =>
        Task.Run(() => engine.Read(read), cancellation);

    private sealed class Unchecked(AsyncLocal<Action<WarehouseWriter>?> check) : IDisposable
    {
        public void Dispose() => check.Value = null;
    }
}
