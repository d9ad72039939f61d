using System.Globalization;
using Npgsql;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks;

/// <summary>
/// Where a warehouse of a benchmark lies: a data folder, and for PostgreSQL a database of its own on the server that
/// RISKINSIGHTS_POSTGRES names (<c>.ci/with-postgres COMMAND</c> starts one).
/// </summary>
internal sealed record WarehousePlace(string Data, string? Database)
{
    private const string Variable = "RISKINSIGHTS_POSTGRES";
    private static int _made;

    public WarehouseOptions Options => Database is null
        ? new WarehouseOptions()
        : new WarehouseOptions { Engine = "postgres", ConnectionString = new NpgsqlConnectionStringBuilder(Address()) { Database = Database }.ConnectionString };

    /// <summary>What <see cref="Parse"/> reads in another process.</summary>
    public string Text => Database is null ? Data : $"{Data}|{Database}";

    public static WarehousePlace Parse(string text) => text.Split('|') is [var data, var database] ? new WarehousePlace(data, database) : new WarehousePlace(text, null);

    /// <summary>An empty place.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    public static WarehousePlace New(string root, string engine)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"benchmark_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}");
        if (engine is "sqlite")
            return new WarehousePlace(Path.Combine(root, name), null);
        Execute($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        return new WarehousePlace(Path.Combine(root, name), name);
    }

    public void Drop()
    {
        if (Database is not null)
            Execute($"DROP DATABASE IF EXISTS {Database} WITH (FORCE)");
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    private static string Address() =>
        Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} names no PostgreSQL: .ci/with-postgres COMMAND starts one.");

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Address());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
