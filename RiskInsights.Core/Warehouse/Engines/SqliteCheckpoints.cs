using Microsoft.Data.Sqlite;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Moves what is committed from the write-ahead log into the file, on a connection of its own, one at a time. It is safe in the
/// log already, so nobody waits for it, and the next change goes on beside it (docs/decisions/sqlite.md).
/// </summary>
/// <param name="connectionString">Of a connection that may write.</param>
/// <param name="log">The log's path.</param>
/// <param name="mostBytes">A longer log is moved before the next change: SQLite begins it anew only when nothing is left to move.</param>
internal sealed class SqliteCheckpoints(string connectionString, string log, long mostBytes) : IDisposable
{
    public const long MostBytes = 1L << 30;

    /// <summary>What the log keeps of its length when it begins anew.</summary>
    public const long KeptBytes = 64 << 20;

    private const long FewestBytes = 4 << 20;

    // Small changes often follow each other, and are moved together.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _state = new();
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _isAsked;

    /// <summary>To be called after each change, before the next can begin.</summary>
    public async Task AfterChangeAsync()
    {
        var length = Length();
        if (length > mostBytes)
        {
            await _running.ConfigureAwait(false);
            await MoveAsync().ConfigureAwait(false);
        }
        else if (length > FewestBytes)
        {
            Ask(isLong: length > KeptBytes);
        }
    }

    /// <summary>Ends after what is being moved; SQLite moves the rest when the last connection closes.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _running.Wait();
    }

    // What is asked while one runs is done after it.
    private void Ask(bool isLong)
    {
        lock (_state)
        {
            _isAsked = true;
            if (!_isRunning)
                _running = RunAsync(isLong);
        }
    }

    private async Task RunAsync(bool isLong)
    {
        while (Begin())
        {
            if (!isLong)
                await Task.Delay(Delay, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_closing.IsCancellationRequested)
                await MoveAsync().ConfigureAwait(false);
        }
    }

    private bool Begin()
    {
        lock (_state)
        {
            _isRunning = _isAsked && !_closing.IsCancellationRequested;
            _isAsked = false;
            return _isRunning;
        }
    }

    private async Task MoveAsync()
    {
        try
        {
            await OwnThread.Run(Move, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SqliteException)
        {
            // A full disk, say: the log keeps everything, and the next change tries again.
        }
    }

    private int Move()
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(PASSIVE)";
        return command.ExecuteNonQuery();
    }

    private long Length() => new FileInfo(log) is { Exists: true } file ? file.Length : 0;
}
