using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Looks at every page of the file. That takes seconds for some hundred megabytes and minutes where the disk is slow, so a
/// large warehouse is opened at once and checked beside the work.
/// </summary>
internal sealed class SqliteCheck : IDisposable
{
    // SQLite 3.40 misreads a table without row numbers whose key does not stand first; this one was such until schema 8.
    private const string Mistaken = "ml_anomaly_scores";
    private const string MistakenFor = $"NULL value in {Mistaken}.";

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

    /// <param name="check"><c>quick_check</c>, or <c>integrity_check</c>, which compares indexes with their tables too.</param>
    public static bool IsSound(SqliteConnection connection, string check = "quick_check") => Answer(connection, $"PRAGMA {check}(1)") switch
    {
        "ok" => true,
        string wrong when wrong.StartsWith(MistakenFor, StringComparison.Ordinal) => OtherTables(connection).All(t => Answer(connection, $"PRAGMA {check}('{t}')") is "ok"),
        _ => false,
    };

    private static List<string> OtherTables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('{Mistaken}', 'sqlite_sequence')";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static string? Answer(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
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
