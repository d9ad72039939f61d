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

    /// <summary>Opens a connection that can only read. The caller disposes of it, which returns it to the pool.</summary>
    DbConnection OpenReader();

    /// <summary>
    /// Runs <paramref name="work"/> alone on a connection that may write. Waits its turn; the work sees no other writer.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation);

    /// <summary>
    /// Starts a bulk insert into <paramref name="table"/> inside the connection's open transaction.
    /// <paramref name="onConflict"/> says what becomes of a row whose key is already there: the text after
    /// <c>ON CONFLICT</c>, for example <c>DO NOTHING</c>; null when no key can be there already.
    /// </summary>
    IBulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns, string? onConflict);
}
