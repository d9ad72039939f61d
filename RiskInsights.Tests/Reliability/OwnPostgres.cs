using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Reliability;

/// <summary>
/// A PostgreSQL server of its own, which tests may stop, kill and fill up: its log and one tablespace lie on small disks. As
/// root it runs as the user postgres, because the server refuses root.
/// </summary>
public sealed class OwnPostgres : IAsyncLifetime
{
    private const string User = "riskinsights";
    private static readonly string? Programs = Find();
    private readonly string _folder = Directory.CreateTempSubdirectory("riskinsights-postgres-").FullName;
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly int _port = FreePort();
    private int _databases;

    /// <summary>Null where the server's programs are there, and where their absence must fail.</summary>
    public static string? SkipReason => Programs is not null || RealData.IsRequired ? null : "PostgreSQL is not installed here (Debian: postgresql-15).";

    /// <summary>Holds the write-ahead log.</summary>
    public SmallDisk LogDisk { get; private set; } = null!;

    /// <summary>Holds the tables of <see cref="NewDatabase"/> that ask for it.</summary>
    public SmallDisk TableDisk { get; private set; } = null!;

    private string Data => Path.Combine(_folder, "data");

    public async Task InitializeAsync()
    {
        if (Programs is null)
            return;
        (LogDisk, TableDisk) = (new SmallDisk(128), new SmallDisk(48));
        var secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, _password);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "-R", "postgres", _folder);
        await AsOwnerAsync(
            "initdb", "-D", Data, "-U", User, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--wal-segsize=1", "--waldir", Path.Combine(LogDisk.Path, "log"));
        await StartAsync();
        var tables = Path.Combine(TableDisk.Path, "tables");
        Directory.CreateDirectory(tables);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", tables);
        Execute($"CREATE TABLESPACE small LOCATION '{tables}'");
    }

    public Task StartAsync() => AsOwnerAsync(
        "pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-s", "start", "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c max_wal_size=16MB -c min_wal_size=4MB"));

    /// <summary>Ends it as a loss of power would, unless it has ended by itself.</summary>
    public Task CrashAsync() => File.Exists(Path.Combine(Data, "postmaster.pid")) ? AsOwnerAsync("pg_ctl", "-D", Data, "stop", "-m", "immediate", "-w", "-s") : Task.CompletedTask;

    /// <summary>Crashes and starts again.</summary>
    public void Restart() => Task.Run(async () =>
    {
        await CrashAsync();
        await StartAsync();
    }).GetAwaiter().GetResult();

    public void Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(AddressOf(database)) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <param name="small">Whether its tables shall lie on <see cref="TableDisk"/>.</param>
    public (string Name, WarehouseOptions Options) NewDatabase(bool small = false)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"risk_{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name} TEMPLATE template0{(small ? " TABLESPACE small" : "")}");
        return (name, new WarehouseOptions { Engine = "postgres", ConnectionString = AddressOf(name) });
    }

    /// <summary>Cuts every connection to a database.</summary>
    public void Cut(string database) => Execute($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'");

    public async Task DisposeAsync()
    {
        if (Programs is not null)
            await CrashAsync();
        LogDisk?.Dispose();
        TableDisk?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string AddressOf(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Password={_password};Database={database};Minimum Pool Size=0");

    private static Task AsOwnerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    // The server inherits the streams of the program that starts it: they must not be waited for.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', [program, .. arguments])} ended with {process.ExitCode}.");
    }

    private static string? Find()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).Reverse() : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test on a server of its own: skipped, saying so, where PostgreSQL is not installed, unless everything is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnPostgresFactAttribute : FactAttribute
{
    public OwnPostgresFactAttribute() => Skip = OwnPostgres.SkipReason;
}

/// <summary>As <see cref="OwnPostgresFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnPostgresTheoryAttribute : TheoryAttribute
{
    public OwnPostgresTheoryAttribute() => Skip = OwnPostgres.SkipReason;
}
