using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests;

/// <summary>
/// A small demo bank, generated and imported once for all tests that only read it: the real core on a real file.
/// Tests that write take a warehouse of their own.
/// </summary>
public sealed class DemoWarehouse : IAsyncLifetime
{
    public const string Name = "demo warehouse";

    /// <summary>Last day of the bank's three years.</summary>
    public static readonly DateOnly EndsOn = new(2025, 9, 30);

    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-demo-").FullName;
    private ServiceProvider? _services;

    public string CsvFolder => Path.Combine(_root, "csv");

    public WarehouseDatabase Database => Get<WarehouseDatabase>();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        await DemoBank.WriteAsync(CsvFolder, new DemoBankOptions { Clients = 500, Seed = 7, EndsOn = EndsOn });
        _services = new ServiceCollection().AddLogging().AddRiskInsights(new DataFolder(Path.Combine(_root, "data"))).BuildServiceProvider();
        await Migrations.ApplyAsync(Get<IWarehouseEngine>());
        await Get<Importer>().ImportFolderAsync(CsvFolder, "canonical", "tests");
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}

[CollectionDefinition(DemoWarehouse.Name)]
public sealed class DemoWarehouseTests : ICollectionFixture<DemoWarehouse>;
