using System.Globalization;
using Npgsql;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Tests.Warehouse;

/// <summary>The PostgreSQL server that tests make databases on. Each database is a copy of one that was migrated once.</summary>
public static class PostgresServer
{
    /// <summary>A connection string of a user who may create databases.</summary>
    public const string Variable = "RISKINSIGHTS_POSTGRES";

    private static readonly string? Address = Environment.GetEnvironmentVariable(Variable);
    private static readonly Lazy<string> Template = new(MigratedTemplate);
    private static int _databases;

    public static bool IsPresent => !string.IsNullOrWhiteSpace(Address);

    /// <summary>A migrated database without rows.</summary>
    public static PostgresDatabase NewDatabase() => Create($"TEMPLATE {Template.Value}");

    /// <summary>A database without tables.</summary>
    public static PostgresDatabase EmptyDatabase() => Create("TEMPLATE template0");

    internal static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionStringOf("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    internal static string ConnectionStringOf(string database) =>
        IsPresent
            ? new NpgsqlConnectionStringBuilder(Address) { Database = database, MinPoolSize = 0 }.ConnectionString
            : throw new InvalidOperationException($"{Variable} is not set, and here everything must run.");

    private static PostgresDatabase Create(string kind)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"risk_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name} {kind}");
        return new PostgresDatabase(name);
    }

    private static string MigratedTemplate()
    {
        var template = EmptyDatabase();
        using (var engine = new PostgresWarehouse(template.ConnectionString))
            Task.Run(() => Migrations.ApplyAsync(engine)).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.Dispose();
        return template.Name;
    }
}

/// <summary>A database of one test, dropped afterwards.</summary>
public sealed class PostgresDatabase(string name) : IDisposable
{
    public string Name => name;

    public string ConnectionString => PostgresServer.ConnectionStringOf(name);

    public void Dispose() => PostgresServer.Execute($"DROP DATABASE {name} WITH (FORCE)");
}
