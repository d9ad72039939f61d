using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>Says in one line what is wrong with the warehouse's file or its disk, and what to do. Other errors are told as they are.</summary>
internal static class SqliteErrors
{
    // Below that a disk is full to SQLite, though a few blocks may be left.
    private const long FullBytes = 256 << 10;

    /// <summary>A page is not what SQLite wrote: no query can be trusted.</summary>
    public static bool IsDamage(int code) => Primary(code) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>It is about the file as a whole, not about a row or a statement.</summary>
    public static bool IsOfFile(int code) => IsDamage(code)
        || Primary(code) is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static Exception Explain(SqliteException error, string path) =>
        IsOfFile(error.SqliteErrorCode) || error.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_FOREIGNKEY ? new WarehouseException(Text(error, path), error) : error;

    public static string Damaged(string path) => $"The warehouse {path} is damaged: restore a backup. Nothing was changed.";

    private static string Text(SqliteException error, string path) => Primary(error.SqliteErrorCode) switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(path),
        raw.SQLITE_CONSTRAINT => "A row names a client, an account, a day, a batch or a run that the warehouse does not have. Nothing was changed.",
        raw.SQLITE_FULL => Full(path),
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN when IsFull(path) => Full(path),
        raw.SQLITE_READONLY => $"The warehouse {path} cannot be written: file, folder or disk is read-only. Nothing was changed.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"Another program is writing to the warehouse {path}. Nothing was changed; try again when it has finished.",
        raw.SQLITE_CANTOPEN => $"The warehouse {path} cannot be opened: is it there, and may the program read and write its folder?",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The disk of the warehouse {path} reports an error (SQLite {error.SqliteExtendedErrorCode}). Nothing was changed."),
    };

    private static string Full(string path) => $"The disk of the warehouse {path} is full. Nothing was changed; free some space and try again.";

    private static bool IsFull(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace < FullBytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int Primary(int code) => code & 0xFF;
}
