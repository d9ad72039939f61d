using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// SQLite in one file: any number of readers, one writer connection behind one lock, and one that checkpoints beside them
/// (docs/decisions/sqlite.md says why).
/// </summary>
public sealed class Sqlite : IWarehouseEngine
{
    private const int BusyTimeoutSeconds = 5;

    // About 0.2 s: a larger file is checked while it is already in use.
    private const long CheckAtOnceBytes = 64 << 20;
    private readonly string _path;
    private readonly string _readerConnection;
    private readonly string _log;
    private readonly SqliteWriter _writer;
    private readonly SqliteCheck? _check;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteCheckpoints _checkpoints;
    private readonly CancellationTokenSource _closing = new();
    private volatile bool _isDamaged;

    /// <summary>Opens or creates the file; its folder is created too.</summary>
    /// <exception cref="WarehouseException">The file is no SQLite database, or one of its pages is damaged.</exception>
    public Sqlite(string path)
        : this(path, CheckAtOnceBytes)
    {
    }

    /// <param name="checkAtOnceBytes">A file up to that size is checked before it is used, a larger one beside the work.</param>
    /// <param name="mostLogBytes">A longer write-ahead log is moved into the file before the next change.</param>
    internal Sqlite(string path, long checkAtOnceBytes, long mostLogBytes = SqliteCheckpoints.MostBytes)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _log = path + "-wal";
        _readerConnection = ConnectionString(path, pooling: true);
        _writer = new SqliteWriter(ConnectionString(path, pooling: false));
        _checkpoints = new SqliteCheckpoints(ConnectionString(path, pooling: false), _log, mostLogBytes);
        try
        {
            _writer.Open();
            Run(_writer, "PRAGMA page_size = 32768; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0;");
            Run(_writer, FormattableString.Invariant($"PRAGMA journal_size_limit = {SqliteCheckpoints.KeptBytes}"));
            if (new FileInfo(path).Length > checkAtOnceBytes)
                _check = SqliteCheck.Start(ConnectionString(path, pooling: false), () => _isDamaged = true);
            else if (!SqliteCheck.IsSound(_writer))
                throw new WarehouseException(SqliteErrors.Damaged(path));
        }
        catch (SqliteException error)
        {
            _writer.Dispose();
            throw SqliteErrors.Explain(error, path) as WarehouseException ?? new WarehouseException($"The warehouse {path} cannot be opened: {error.Message}", error);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    public string Name => "sqlite";

    public string Version => _writer.ServerVersion;

    public bool IsShared => false;

    public string SkipTaken => "";

    public string IdentifierIndexSql => "CREATE INDEX IF NOT EXISTS fact_transactions_identifier ON fact_transactions (transaction_id)";

    public string? Damage => _isDamaged ? SqliteErrors.Damaged(_path) : null;

    public T Read<T>(Func<DbConnection, T> read)
    {
        try
        {
            using var connection = new SqliteConnection(_readerConnection);
            connection.Open();
            Run(connection, "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824;");
            return read(connection);
        }
        catch (SqliteException error)
        {
            throw Explained(error);
        }
    }

    public DbDataReader RecordOf(DbDataReader reader) => reader is SqliteDataReader own ? new SqliteRecord(own) : reader;

    public async Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using var flush = new SqliteLogFlush(_log);
            return await OwnThread.Run(() => Written(work), cancellation).ConfigureAwait(false);
        }
        finally
        {
            try
            {
                // SQLite does it by itself when the last connection closes.
                if (!_closing.IsCancellationRequested)
                    await _checkpoints.AfterChangeAsync().ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>One file has one writer: this waits like any other.</summary>
    public Task<T> WriteAsideAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation) => WriteAsync(work, cancellation);

    public IBulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns, string? onConflict) =>
        new SqliteBulkInsert((SqliteConnection)connection, table, columns, onConflict);

    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _check?.Dispose();

        // A write that has begun ends on the connection that is closed here; one that still waits is refused.
        _turn.Wait();
        _checkpoints.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_readerConnection));
        _writer.Dispose();
        _turn.Release();
    }

    // A damaged file gets no further writes: they could only spoil more of it.
    private T Written<T>(Func<DbConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        if (Damage is { } damage)
            throw new WarehouseException(damage);
        try
        {
            return work(_writer);
        }
        catch (SqliteException error)
        {
            throw Explained(error);
        }
        finally
        {
            _writer.Recover();
        }
    }

    private Exception Explained(SqliteException error)
    {
        _isDamaged |= SqliteErrors.IsDamage(error.SqliteErrorCode);
        return SqliteErrors.Explain(error, _path);
    }

    private static string ConnectionString(string path, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = BusyTimeoutSeconds,
        Pooling = pooling,
    }.ToString();

    private static int Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
