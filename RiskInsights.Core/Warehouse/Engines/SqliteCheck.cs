using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Looks at every page of the file. That takes seconds for some hundred megabytes and minutes where the disk is slow, so a
/// large warehouse is opened at once and checked beside the work.
/// </summary>
internal sealed class SqliteCheck : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly Task _running;
    private bool _stopped;

    private SqliteCheck(string connectionString, Action onDamage)
    {
        _connection = new SqliteConnection(connectionString);
        _running = OwnThread.Run(
            () =>
            {
                Run(onDamage);
                return true;
            },
            CancellationToken.None);
    }

    /// <param name="onDamage">Called on another thread when a page is damaged.</param>
    public static SqliteCheck Start(string connectionString, Action onDamage) => new(connectionString, onDamage);

    public static bool IsSound(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() is "ok";
    }

    /// <summary>Ends the check where it is.</summary>
    public void Dispose()
    {
        do
        {
            lock (_gate)
            {
                _stopped = true;
                if (_connection.State == System.Data.ConnectionState.Open)
                    raw.sqlite3_interrupt(_connection.Handle);
            }
        }
        while (!_running.Wait(TimeSpan.FromMilliseconds(20)));
    }

    private void Run(Action onDamage)
    {
        try
        {
            lock (_gate)
            {
                if (_stopped)
                    return;
                _connection.Open();
            }

            if (!IsSound(_connection) && !_stopped)
                onDamage();
        }
        catch (SqliteException error)
        {
            if (SqliteErrors.IsDamage(error.SqliteErrorCode))
                onDamage();
        }
        finally
        {
            lock (_gate)
                _connection.Dispose();
        }
    }
}
