using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// The SQLite of this process. The package brings one of 2021; a Linux distribution keeps its own up to date, with security
/// fixes, and newer ones load an eighth faster. So the system's is taken where it is newer, unless the environment variable
/// <c>RISKINSIGHTS_SQLITE</c> is <c>bundled</c>.
/// </summary>
internal static unsafe class SqliteLibrary
{
    private const string Variable = "RISKINSIGHTS_SQLITE";
    private const string Name = "e_sqlite3";
    private const string VersionFunction = "sqlite3_libversion_number";
    private const string SystemName = "libsqlite3.so.0";

    // What the package brings: 3.35.5.
    private const int BundledVersion = 3_035_005;

    private static nint _system;

    /// <summary>Runs before anything of this assembly does: a process must never reach two libraries, whose locks do not know of each other.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Whichever type is used first, the library must be chosen before it.")]
    internal static void Load()
    {
        var bundled = string.Equals(Environment.GetEnvironmentVariable(Variable), "bundled", StringComparison.OrdinalIgnoreCase);
        _system = bundled ? 0 : NewerSystemLibrary();
        if (_system != 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, Resolve);
        }

        Batteries_V2.Init();
        if (_system != 0 && raw.sqlite3_libversion_number() != Answer(_system, VersionFunction))
            throw new WarehouseException($"SQLite {raw.sqlite3_libversion().utf8_to_string()} was loaded before this program chose one: set {Variable}=bundled.");

        // Every connection is used by one thread at a time, so SQLite need not lock around each call: a third of a load's time.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name.Equals(Name, StringComparison.Ordinal) ? _system : 0;

    private static nint NewerSystemLibrary()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(SystemName, out var library))
            return 0;
        if (Answer(library, VersionFunction) > BundledVersion && Answer(library, "sqlite3_threadsafe") > 0)
            return library;
        NativeLibrary.Free(library);
        return 0;
    }

    private static int Answer(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out var address) ? ((delegate* unmanaged[Cdecl]<int>)address)() : 0;
}
