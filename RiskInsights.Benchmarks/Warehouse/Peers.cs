using Npgsql;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>
/// The peers' loads and questions, by their own scripts (<c>../shared/peers</c> beside the repository, or RISKINSIGHTS_PEERS), and the
/// PostgreSQL that they start, on which our own load runs too. Needs python3-psycopg2, sqlite3, postgresql-15 and Node.js.
/// </summary>
internal sealed class Peers
{
    private const string Port = "55432";

    public static string Work { get; } = Path.Combine(Path.GetTempPath(), "riskinsights-peers");

    public static string Bank => Path.Combine(Work, "data", "bank");

    public static string OurBank => Path.Combine(Work, "data", "bank-ours");

    /// <summary>The sums that the bank was made with.</summary>
    public static string Truth => Path.Combine(Bank, "truth.json");

    private static string Script(string name) => Path.Combine(Work, "harness", name);

    private static string Out(string name) => Path.Combine(Work, "out", name);

    /// <summary>Copies the scripts and makes the bank.</summary>
    public static async Task PrepareAsync()
    {
        var scripts = Environment.GetEnvironmentVariable("RISKINSIGHTS_PEERS") ?? Results.Shared("peers");
        Directory.CreateDirectory(Path.Combine(Work, "out"));
        await Timed.RunAsync("/bin/cp", ["-rT", scripts, Path.Combine(Work, "harness")]);
        if (!Directory.Exists(Path.Combine(Work, "harness", "duckdb", "node_modules")))
            await Timed.RunAsync("npm", ["install", "--no-audit", "--no-fund"], Path.Combine(Work, "harness", "duckdb"));
        if (!File.Exists(Truth))
            await Timed.RunAsync("/usr/bin/python3", [Script("gen.py"), Path.Combine(Work, "data"), "bank"]);
        PeerBank.Write(Bank, OurBank);
        Environment.SetEnvironmentVariable("RISKINSIGHTS_POSTGRES", new NpgsqlConnectionStringBuilder
        {
            Host = Path.Combine(Work, "pgsock"),
            Port = 55432,
            Username = "bench",
            Database = "postgres",
        }.ConnectionString);
    }

    /// <summary>Starts the server, anew when it runs: one that an interrupted run left behind would keep the port.</summary>
    public static async Task StartPostgresAsync()
    {
        await StopPostgresAsync();
        await Timed.RunAsync("/bin/sh", [Script("pg_up.sh")]);
    }

    /// <summary>Stops the server, when it runs.</summary>
    public static Task StopPostgresAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return Timed.RunAsync("/bin/sh", ["-c", $"[ ! -f '{Path.Combine(Work, "pg", "postmaster.pid")}' ] || sh '{Script("pg_up.sh")}' stop || true"]);
    }

    public static Task<Timed> LoadBySqliteCliAsync(bool indexed) =>
        Timed.RunAsync("/bin/sh", [Script("load_sqlite_cli.sh"), Bank, Out("cli.db"), .. Unless(indexed)]);

    public static Task<Timed> LoadByPythonAsync() => Timed.RunAsync("/usr/bin/python3", [Script("load_sqlite_py.py"), Bank, Out("py.db"), "noindex"]);

    public static Task<Timed> LoadByDuckDbAsync() => Timed.RunAsync("node", [Script("duckdb/load.mjs"), Bank, Out("bank.duckdb"), "2", "exact"]);

    public static Task<Timed> LoadByPostgresAsync(bool indexed) =>
        Timed.RunAsync("/bin/sh", [Script("load_pg.sh"), Bank, "peer", Port, .. Unless(indexed)]);

    public static Task<Timed> AskSqliteAsync(string rows) => Timed.RunAsync("/usr/bin/python3", [Script("kpi_py.py"), "sqlite", Out("cli.db"), "5", rows]);

    public static Task<Timed> AskPostgresAsync(string rows) =>
        Timed.RunAsync("/usr/bin/python3", [Script("kpi_py.py"), "pg", $"host={Path.Combine(Work, "pgsock")} port={Port} user=bench dbname=peer", "5", rows]);

    public static Task<Timed> AskDuckDbAsync(string rows) => Timed.RunAsync("node", [Script("duckdb/kpi.mjs"), Out("bank.duckdb"), "5", "2", rows]);

    private static string[] Unless(bool indexed) => indexed ? [] : ["noindex"];
}
