using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;
using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A place of the test's engine without a schema, to be brought to an earlier version; removed afterwards.</summary>
internal sealed class OldWarehouse : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("riskinsights-");
    private readonly PostgresDatabase? _postgres = TestEngines.Current == TestEngine.Postgres ? PostgresServer.EmptyDatabase() : null;

    public OldWarehouse()
    {
        Engine = _postgres is null ? new Sqlite(PathOf("old.db")) : new PostgresWarehouse(_postgres.ConnectionString);
        Database = new WarehouseDatabase(Engine);
    }

    public IWarehouseEngine Engine { get; }

    public WarehouseDatabase Database { get; }

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public void Dispose()
    {
        Engine.Dispose();
        _postgres?.Dispose();
        _folder.Delete(recursive: true);
    }
}
