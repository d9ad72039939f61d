using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Benchmarks;

/// <summary>A warehouse with its importer, as the program registers them.</summary>
internal sealed class ImportHost : IAsyncDisposable
{
    private readonly Sqlite _engine;
    private readonly ServiceProvider _services;

    private ImportHost(Sqlite engine, DataFolder folder)
    {
        _engine = engine;
        Database = new WarehouseDatabase(engine);
        _services = new ServiceCollection().AddIngestion()
            .AddSingleton(folder).AddSingleton(Database).AddSingleton(TimeProvider.System).BuildServiceProvider();
        Importer = _services.GetRequiredService<Importer>();
    }

    public WarehouseDatabase Database { get; }

    public Importer Importer { get; }

    public static async Task<ImportHost> OpenAsync(string dataFolder)
    {
        var folder = new DataFolder(dataFolder);
        var engine = new Sqlite(folder.Database);
        await Migrations.ApplyAsync(engine);
        return new ImportHost(engine, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _engine.Dispose();
    }
}
