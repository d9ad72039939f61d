using System.Data.Common;

namespace RiskInsights.Core.Warehouse;

/// <summary>
/// What differs between database engines: how a connection is opened, how rows are loaded in bulk, how a schema is found.
/// SQL texts do not differ: every query outside <c>Schema/</c> runs on each engine.
/// </summary>
public interface IWarehouseEngine : IDisposable
{
    /// <summary>The folder in <c>Schema/</c> and the name in the settings, for example <c>sqlite</c>.</summary>
    string Name { get; }

    /// <summary>The server's or library's own version, for the log.</summary>
    string Version { get; }

    /// <summary>Whether several programs may serve the warehouse at the same time.</summary>
    bool IsShared { get; }

    /// <summary>
    /// The end of a query that chooses a row to change, so that it passes over rows that another program is taking at this
    /// moment; empty where there is no other.
    /// </summary>
    string SkipTaken { get; }

    /// <summary>Opens a connection that can only read. The caller disposes of it, which returns it to the pool.</summary>
    DbConnection OpenReader();

    /// <summary>
    /// Runs <paramref name="work"/> alone on a connection that may write. Waits its turn; the work sees no other writer.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation);

    /// <summary>
    /// Runs short work on a connection that may write, beside other writers where the engine can: it does not wait for a load.
    /// Only for tables that no load touches (jobs, keys).
    /// </summary>
    Task<T> WriteAsideAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation);

    /// <summary>
    /// Starts a bulk insert into <paramref name="table"/> inside the connection's open transaction.
    /// <paramref name="onConflict"/> says what becomes of a row whose key is already there: the text after
    /// <c>ON CONFLICT</c>, for example <c>DO NOTHING</c>; null when no key can be there already.
    /// </summary>
    IBulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns, string? onConflict);
}
