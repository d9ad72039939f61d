using Npgsql;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>
/// <c>distribute.sql</c> in a database that says that it has Citus, where the functions of Citus write down that they were
/// called. That a cluster does what it is told is for Citus's own tests.
/// </summary>
public sealed class DistributeScriptTests : IDisposable
{
    private const string CallsSql = """
        CREATE TABLE pg_dist_partition (logicalrelid REGCLASS PRIMARY KEY);
        CREATE TABLE calls (place BIGINT GENERATED ALWAYS AS IDENTITY, call TEXT NOT NULL, keys_left BIGINT NOT NULL);
        CREATE FUNCTION noted(called REGCLASS, words TEXT) RETURNS VOID LANGUAGE sql AS $$
          INSERT INTO pg_dist_partition (logicalrelid) VALUES (called);
          INSERT INTO calls (call, keys_left)
          VALUES (words, (SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f' AND called IN (conrelid, confrelid)));
        $$;
        CREATE FUNCTION create_reference_table(table_name REGCLASS) RETURNS VOID LANGUAGE sql AS $$
          SELECT noted(table_name, 'reference ' || table_name);
        $$;
        CREATE FUNCTION create_distributed_table(table_name REGCLASS, distribution_column TEXT, distribution_type TEXT DEFAULT 'hash', colocate_with TEXT DEFAULT 'default', shard_count INT DEFAULT NULL)
        RETURNS VOID LANGUAGE sql AS $$
          SELECT noted(table_name, 'distributed ' || table_name || ' by ' || distribution_column || ' ' || distribution_type || ' with ' || colocate_with);
        $$;
        """;

    private readonly PostgresDatabase? _database = PostgresServer.IsPresent ? PostgresServer.EmptyDatabase() : null;

    public void Dispose() => _database?.Dispose();

    [PostgresFact]
    public async Task Start_WithoutTheExtension_DistributesNothing()
    {
        Execute(CallsSql);
        Assert.Empty(await CallsAfterStartAsync());
    }

    [PostgresFact]
    public async Task Start_WithTheExtension_PlacesEveryTableOnceReferenceTablesFirst()
    {
        Execute(CallsSql);
        PretendExtension("12.1-1");

        var calls = await CallsAfterStartAsync();

        Assert.Equal(
            [
                .. Placement.List.Where(p => p.Place == Place.Reference).Select(p => $"reference {p.Table}"),
                "distributed fact_transactions by client_key hash with none",
                .. Placement.List.Where(p => p.Place == Place.Distributed && p.Table != "fact_transactions")
                    .Select(p => $"distributed {p.Table} by client_key hash with fact_transactions"),
            ],
            calls);
        Assert.Equal(calls, await CallsAfterStartAsync());
    }

    // Citus refuses a table with a key that leads to one of another kind.
    [PostgresFact]
    public async Task Start_WithTheExtension_LeavesNoForeignKeyOnWhatIsPlaced()
    {
        Execute(CallsSql);
        PretendExtension("13.0-1");
        await CallsAfterStartAsync();
        Assert.Equal(["0"], Read("SELECT DISTINCT keys_left::TEXT FROM calls"));
        Assert.Equal(["ops_pipeline_steps", "ops_quarantine", "ops_reports"], Read("SELECT DISTINCT conrelid::regclass::TEXT FROM pg_constraint WHERE contype = 'f'"));
    }

    [PostgresFact]
    public async Task Start_WithATableThatIsPlacedAlready_LeavesItAlone()
    {
        Execute(CallsSql);
        await CallsAfterStartAsync();
        PretendExtension("12.1-1");
        Execute("INSERT INTO pg_dist_partition (logicalrelid) VALUES ('dim_clients'), ('ml_scores')");
        var calls = await CallsAfterStartAsync();
        Assert.Equal(Placement.List.Count(p => p.Place != Place.Local) - 2, calls.Count);
        Assert.DoesNotContain(calls, c => c.Contains("dim_clients", StringComparison.Ordinal) || c.Contains("ml_scores", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Start_WithAnOldExtension_SaysSoAndChangesNothing()
    {
        Execute(CallsSql);
        PretendExtension("11.3-1");
        var error = await Assert.ThrowsAnyAsync<Exception>(CallsAfterStartAsync);
        Assert.Contains("Citus 11.3-1 is too old for this warehouse: 12.1 is needed.", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Read("SELECT 'there' FROM pg_tables WHERE tablename = 'dim_time'"));
    }

    private async Task<IReadOnlyList<string>> CallsAfterStartAsync()
    {
        using (var engine = new PostgresWarehouse(_database!.ConnectionString))
            await Migrations.ApplyAsync(engine);
        return Read("SELECT call FROM calls ORDER BY place");
    }

    private void PretendExtension(string version) => Execute($"""
        SET allow_system_table_mods = on;
        INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
        SELECT 99999, 'citus', extowner, extnamespace, FALSE, '{version}' FROM pg_extension WHERE extname = 'plpgsql';
        """);

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_database!.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private List<string> Read(string sql)
    {
        using var connection = new NpgsqlConnection(_database!.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
