using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A migrated warehouse in a folder of its own, removed afterwards.</summary>
public sealed class TemporaryWarehouse : IDisposable
{
    private readonly Sqlite _engine;

    public TemporaryWarehouse()
    {
        Folder = new DataFolder(Directory.CreateTempSubdirectory("riskinsights-").FullName);
        _engine = new Sqlite(Folder.Database);
        Migrations.ApplyAsync(_engine).GetAwaiter().GetResult();
        Database = new WarehouseDatabase(_engine);
    }

    public DataFolder Folder { get; }

    public WarehouseDatabase Database { get; }

    public IWarehouseEngine Engine => _engine;

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(Folder.Root, recursive: true);
    }
}
