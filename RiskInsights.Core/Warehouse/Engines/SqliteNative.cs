using System.Runtime.InteropServices;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// The few functions of SQLite that run once per value or row of a load, or of a long reading. SQLitePCLRaw wraps the same ones, but takes and
/// returns a reference to a safe handle and copies each text at every call, which costs as much as SQLite itself.
/// </summary>
/// <remarks>The library is found by the name that SQLitePCLRaw uses: a process must never reach two, whose locks do not know of each other.</remarks>
internal static unsafe partial class SqliteNative
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    public static partial int BindInt64(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double")]
    [SuppressGCTransition]
    public static partial int BindDouble(nint statement, int index, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    public static partial int BindNull(nint statement, int index);

    /// <param name="destructor">0 when the text stays where it is until the row is written, −1 to have it copied.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    [SuppressGCTransition]
    public static partial int BindText(nint statement, int index, byte* text, int length, nint destructor);

    /// <inheritdoc cref="BindText"/>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [SuppressGCTransition]
    public static partial int BindBlob(nint statement, int index, byte* bytes, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    [SuppressGCTransition]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_changes")]
    [SuppressGCTransition]
    public static partial int Changes(nint database);

    /// <param name="column">Counted from 0.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    public static partial long ColumnInt64(nint statement, int column);

    /// <inheritdoc cref="ColumnInt64"/>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_double")]
    [SuppressGCTransition]
    public static partial double ColumnDouble(nint statement, int column);

    /// <inheritdoc cref="ColumnInt64"/>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    public static partial int ColumnType(nint statement, int column);

    /// <summary>The text in UTF-8, which stays until the next step; null for a null.</summary>
    /// <inheritdoc cref="ColumnInt64"/>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    [SuppressGCTransition]
    public static partial byte* ColumnText(nint statement, int column);

    /// <summary>The length of what <see cref="ColumnText"/> returned, which has to be asked first.</summary>
    /// <inheritdoc cref="ColumnInt64"/>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    public static partial int ColumnBytes(nint statement, int column);
}
