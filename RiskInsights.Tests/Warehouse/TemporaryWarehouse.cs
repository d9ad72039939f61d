using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A migrated warehouse on the test's engine, with a folder of its own; both are removed afterwards.</summary>
public sealed class TemporaryWarehouse : IDisposable
{
    private readonly IDisposable _place;

    public TemporaryWarehouse()
        : this(TestEngines.Current)
    {
    }

    public TemporaryWarehouse(TestEngine engine)
    {
        Folder = new DataFolder(Directory.CreateTempSubdirectory("riskinsights-").FullName);
        (Options, _place) = TestEngines.NewWarehouse(engine);
        Engine = Options.Open(Folder);
        if (engine == TestEngine.Sqlite)
            Migrations.ApplyAsync(Engine).GetAwaiter().GetResult();
        Database = new WarehouseDatabase(Engine);
    }

    public DataFolder Folder { get; }

    public WarehouseOptions Options { get; }

    public WarehouseDatabase Database { get; }

    public IWarehouseEngine Engine { get; }

    public void Dispose()
    {
        Engine.Dispose();
        _place.Dispose();
        Directory.Delete(Folder.Root, recursive: true);
    }
}
