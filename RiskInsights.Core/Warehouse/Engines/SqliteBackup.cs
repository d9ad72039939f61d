using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Copies of a SQLite warehouse. A backup is whole and consistent while the program reads and loads: it holds everything up to the
/// last finished batch. Secrets (<see cref="DataFolder.Keys"/>) are not in it.
/// </summary>
public static class SqliteBackup
{
    /// <summary>Writes the warehouse into a new file and checks it before it gets its name.</summary>
    /// <returns>The size of the copy in bytes.</returns>
    /// <exception cref="WarehouseException">There is no warehouse, the target exists, or the copy is damaged.</exception>
    public static long Write(string warehouse, string target)
    {
        if (!File.Exists(warehouse)) throw new WarehouseException($"There is no warehouse {warehouse}.");
        if (File.Exists(target)) throw new WarehouseException($"{target} is there already; a backup never replaces a file.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        return Copied(warehouse, target);
    }

    /// <summary>Puts a backup in the place of the warehouse, which is kept beside it under another name.</summary>
    /// <returns>Where the former warehouse lies now; null if there was none.</returns>
    /// <exception cref="WarehouseException">The file is no sound warehouse, or a program has the warehouse open. Nothing was changed.</exception>
    public static string? Restore(string backup, string warehouse, DateTimeOffset now)
    {
        if (!File.Exists(backup)) throw new WarehouseException($"There is no backup {backup}.");
        Check(backup);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(warehouse))!);
        if (File.Exists(warehouse)) CloseAll(warehouse);
        var ready = warehouse + ".restoring";
        File.Delete(ready);
        Copied(backup, ready);
        string? former = null;
        if (File.Exists(warehouse))
        {
            former = string.Create(CultureInfo.InvariantCulture, $"{warehouse}.replaced-{now:yyyyMMdd-HHmmss}");
            foreach (var part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            {
                // A damaged warehouse may have left its log behind, which must not be taken for the restored one's.
                if (File.Exists(warehouse + part)) File.Move(warehouse + part, former + part);
            }
        }
        File.Move(ready, warehouse);
        return former;
    }

    private static long Copied(string source, string target)
    {
        var unfinished = target + ".part";
        File.Delete(unfinished);
        using (var from = Open(source, SqliteOpenMode.ReadWrite))
        using (var to = Open(unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            from.BackupDatabase(to);
            Run(to, "PRAGMA journal_mode = DELETE");
        }
        Check(unfinished);
        File.Move(unfinished, target);
        return new FileInfo(target).Length;
    }

    private static void Check(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (!SqliteCheck.IsSound(connection, "integrity_check"))
                throw new WarehouseException($"{file} is damaged.");
            if (Ask(connection, "SELECT name FROM sqlite_master WHERE name = 'ops_migrations'") is null)
                throw new WarehouseException($"{file} is a database, but no warehouse.");
        }
        catch (SqliteException error)
        {
            throw new WarehouseException($"{file} is no sound database: {error.Message}", error);
        }
    }

    /// <summary>Takes in the write-ahead log and does without one, which only the last connection to a file can.</summary>
    private static void CloseAll(string warehouse)
    {
        using var connection = Open(warehouse, SqliteOpenMode.ReadWrite);
        if (!IsAlone(connection))
            throw new WarehouseException($"{warehouse} is open in another program: stop the dashboard first. Nothing was changed.");
    }

    private static bool IsAlone(SqliteConnection connection)
    {
        try
        {
            return string.Equals(Ask(connection, "PRAGMA journal_mode = DELETE"), "delete", StringComparison.Ordinal);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return false;
        }
        catch (SqliteException)
        {
            // Damaged: what a backup is for. Nothing can have it open for long.
            return true;
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 2 }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
