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

    /// <summary>
    /// Indexes transactions by their identifier unless that is done already; empty where the primary key begins with it.
    /// </summary>
    string IdentifierIndexSql { get; }

    /// <summary>What is wrong with the warehouse as a whole, as a sentence, so that nothing is written to it any more; null when nothing is known.</summary>
    string? Damage => null;

    /// <summary>Runs <paramref name="read"/> on a connection that can only read and sees what is committed.</summary>
    /// <exception cref="WarehouseException">The file, its disk or the server does not answer as it should.</exception>
    T Read<T>(Func<DbConnection, T> read);

    /// <summary>The quickest way to the values of the row where a reader of this engine's connections stands. They are the reader's own.</summary>
    DbDataReader RecordOf(DbDataReader reader) => reader;

    /// <summary>
    /// Runs <paramref name="work"/> alone on a connection that may write. Waits its turn; the work sees no other writer.
    /// It runs on a thread of its own with the caller's priority.
    /// </summary>
    /// <exception cref="WarehouseException">The disk is full, the warehouse damaged, the server away. Nothing was changed, and the next call may work.</exception>
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
