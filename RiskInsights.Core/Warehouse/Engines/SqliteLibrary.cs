using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>The SQLite of this process, which comes with the package (docs/decisions/sqlite.md).</summary>
internal static class SqliteLibrary
{
    /// <summary>Runs before anything of this assembly does: SQLite takes settings for the whole process before its first use only.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Whichever type is used first, SQLite must be set before it.")]
    internal static void Load()
    {
        Batteries_V2.Init();

        // Every connection is used by one thread at a time, so SQLite need not lock around each call: a third of a load's time.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
