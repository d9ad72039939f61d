using RiskInsights.Core.Warehouse.Engines;
using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Core.Warehouse;

/// <summary>Which engine keeps the warehouse, and where.</summary>
public sealed record WarehouseOptions
{
    /// <summary>Every engine: one line here, a folder in <c>Schema/</c>.</summary>
    private static readonly Dictionary<string, Func<WarehouseOptions, DataFolder, IWarehouseEngine>> Engines = new(StringComparer.Ordinal)
    {
        ["sqlite"] = (_, folder) => new Sqlite(folder.Database),
        ["postgres"] = (options, _) => new PostgresWarehouse(options.ConnectionString!, options.Password()),
    };

    /// <summary><c>sqlite</c> (default), one file in the data folder, or <c>postgres</c>.</summary>
    public string Engine { get; init; } = "sqlite";

    /// <summary>The server and its database, as Npgsql reads it; for <c>postgres</c> alone. Holds a password: never to be logged.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A file that holds the password of the connection string's user and nothing else, such as a mounted secret.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>What is wrong, as sentences; empty when nothing is.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Engines.ContainsKey(Engine))
            yield return $"Warehouse:Engine {Engine} is none of {string.Join(", ", Engines.Keys)}.";
        else if (Engine is "postgres" && string.IsNullOrWhiteSpace(ConnectionString))
            yield return "Warehouse:Engine postgres needs Warehouse:ConnectionString, for example Host=db.bank.example;Database=risk;Username=risk;Password=….";
        else if (Engine is "sqlite" && !string.IsNullOrWhiteSpace(ConnectionString))
            yield return "Warehouse:ConnectionString is set, but Warehouse:Engine is sqlite: set it to postgres, or remove the connection string.";
        if (PasswordFile is not null && Engine is not "postgres")
            yield return "Warehouse:PasswordFile is for the engine postgres alone.";
        else if (PasswordFile is not null && !File.Exists(PasswordFile))
            yield return $"Warehouse:PasswordFile {PasswordFile} is not there.";
    }

    /// <exception cref="WarehouseException">The options are wrong, or the warehouse cannot be opened.</exception>
    public IWarehouseEngine Open(DataFolder folder) =>
        Errors().FirstOrDefault() is { } error ? throw new WarehouseException(error) : Engines[Engine](this, folder);

    // Editors and `echo` end a file with a line break, which is no part of the password.
    private string? Password()
    {
        if (PasswordFile is null)
            return null;
        var password = File.ReadAllText(PasswordFile).TrimEnd('\r', '\n');
        return password.Length > 0 ? password : throw new WarehouseException($"Warehouse:PasswordFile {PasswordFile} is empty.");
    }

    /// <summary>Without the connection string.</summary>
    public override string ToString() => Engine;
}
