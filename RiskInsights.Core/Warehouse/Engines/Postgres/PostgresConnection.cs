using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>
/// A connection that outlives a restart of the server as long as nothing is at stake: a read that has not answered yet and a
/// change that has not begun are tried again on a new one. Lists in parameters are written out, as SQLite has them.
/// </summary>
internal sealed class PostgresConnection(NpgsqlDataSource source, PostgresAddress address, bool isWriter, CancellationToken cancellation) : DbConnection
{
    // Together about three seconds.
    private static readonly int[] WaitsMilliseconds = [50, 100, 200, 400, 800, 1600];

    // Any number, the same for every replica. Locks are of one database.
    private const long WriterLock = 0x5269736b496e73;

    private NpgsqlConnection? _inner;
    private bool _inTransaction;

    // The one stream of rows that may be open, and the statement that opened it.
    private NpgsqlRawCopyStream? _copy;
    private string? _copySql;

    public NpgsqlConnection Inner => _inner ?? throw new InvalidOperationException("The connection is closed.");

    /// <summary>Counts up: names for the connection's temporary tables.</summary>
    public int NextTable { get; set; }

    [AllowNull]
    public override string ConnectionString
    {
        get => source.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => address.Database;

    public override string DataSource => address.Host;

    public override string ServerVersion => Inner.ServerVersion;

    public override ConnectionState State => _inner?.State ?? ConnectionState.Closed;

    public override void Open() => _inner = Opened();

    public override void Close()
    {
        _inner?.Dispose();
        _inner = null;
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    /// <summary>Runs work that the server does, and explains what it refuses.</summary>
    public T Run<T>(Func<T> work)
    {
        EndCopy();
        try
        {
            return work();
        }
        catch (NpgsqlException lost) when (!isWriter && !_inTransaction && PostgresErrors.IsLost(lost))
        {
            Reopen();
            return Explained(work);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException)
        {
            throw PostgresErrors.Explain(error, address);
        }
    }

    /// <summary>As <see cref="Run"/>, but never a second time: for rows after the first, and for commits.</summary>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is NpgsqlException or SocketException)
        {
            throw PostgresErrors.Explain(error, address);
        }
    }

    /// <summary>
    /// Sends rows, and leaves the stream open for more of the same: the server stores them while the next are made. Whatever
    /// else the connection is asked ends the stream first, so that its rows are seen.
    /// </summary>
    public void Copy(string copySql, ReadOnlySpan<byte> rows)
    {
        if (!string.Equals(copySql, _copySql, StringComparison.Ordinal))
            EndCopy();
        try
        {
            if (_copy is null)
            {
                (_copy, _copySql) = (Inner.BeginRawBinaryCopy(copySql), copySql);
                _copy.Write(CopyRows.Header);
            }

            _copy.Write(rows);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException)
        {
            throw PostgresErrors.Explain(error, address);
        }
    }

    /// <summary>Ends the stream of rows that is open, if one is: now the server has checked and stored them.</summary>
    public void EndCopy()
    {
        if (_copy is not { } copy)
            return;
        (_copy, _copySql) = (null, null);
        try
        {
            copy.Write(CopyRows.Trailer);
            copy.Dispose();
        }
        catch (Exception error) when (error is NpgsqlException or SocketException)
        {
            throw PostgresErrors.Explain(error, address);
        }
    }

    /// <summary>Gives up the stream of rows that is open, if one is: nothing of it is kept.</summary>
    public void CancelCopy()
    {
        if (_copy is not { } copy)
            return;
        (_copy, _copySql) = (null, null);
        try
        {
            copy.Cancel();
            copy.Dispose();
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The server ended it before: what it refused has been told already.
        }
    }

    public void EndTransaction() => _inTransaction = false;

    /// <summary>A change takes its turn here: among all replicas, one is at work at a time. Reads never wait.</summary>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        NpgsqlTransaction transaction;
        try
        {
            transaction = Begun();
        }
        catch (NpgsqlException lost) when (PostgresErrors.IsLost(lost))
        {
            Reopen();
            transaction = Explained(Begun);
        }

        _inTransaction = true;
        return new PostgresTransaction(this, transaction);
    }

    protected override DbCommand CreateDbCommand() => new PostgresCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    private NpgsqlTransaction Begun()
    {
        var transaction = Inner.BeginTransaction(IsolationLevel.ReadCommitted);
        using var turn = new NpgsqlCommand(isWriter ? $"SELECT pg_advisory_xact_lock({WriterLock})" : "SELECT 1", Inner);
        using var stop = cancellation.Register(turn.Cancel);
        try
        {
            turn.ExecuteNonQuery();
            return transaction;
        }
        catch (PostgresException stopped) when (stopped.SqlState is PostgresErrorCodes.QueryCanceled)
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    private void Reopen()
    {
        source.Clear();
        Close();
        Open();
    }

    private NpgsqlConnection Opened()
    {
        foreach (var wait in WaitsMilliseconds)
        {
            try
            {
                return source.OpenConnection();
            }
            catch (Exception error) when (PostgresErrors.MayPass(error))
            {
                cancellation.WaitHandle.WaitOne(wait);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (NpgsqlException error)
            {
                throw PostgresErrors.Explain(error, address);
            }
        }

        return Explained(source.OpenConnection);
    }
}
