using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests;

/// <summary>
/// A small demo bank, generated once and imported once into each engine that a test asks for, for all tests that only read
/// it: the real core on a real file. Tests that write take a warehouse of their own.
/// </summary>
public sealed class DemoWarehouse : IAsyncLifetime
{
    public const string Name = "demo warehouse";

    /// <summary>Last day of the bank's three years.</summary>
    public static readonly DateOnly EndsOn = new(2025, 9, 30);

    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-demo-").FullName;
    private readonly Dictionary<TestEngine, Lazy<Loaded>> _engines;

    public DemoWarehouse()
    {
        _engines = Enum.GetValues<TestEngine>().ToDictionary(e => e, e => new Lazy<Loaded>(() => Task.Run(() => LoadAsync(e)).GetAwaiter().GetResult()));
    }

    public string CsvFolder => Path.Combine(_root, "csv");

    public WarehouseDatabase Database => Get<WarehouseDatabase>();

    public T Get<T>()
        where T : notnull => Get<T>(TestEngines.Current);

    public T Get<T>(TestEngine engine)
        where T : notnull => _engines[engine].Value.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        await DemoBank.WriteAsync(CsvFolder, new DemoBankOptions { Clients = 500, Seed = 7, EndsOn = EndsOn });
        Assert.NotNull(_engines[TestEngine.Sqlite].Value);
    }

    public async Task DisposeAsync()
    {
        foreach (var engine in _engines.Values.Where(e => e.IsValueCreated))
        {
            await engine.Value.Services.DisposeAsync();
            engine.Value.Place.Dispose();
        }

        Directory.Delete(_root, recursive: true);
    }

    private async Task<Loaded> LoadAsync(TestEngine engine)
    {
        var (options, place) = TestEngines.NewWarehouse(engine);
        var folder = new DataFolder(Path.Combine(_root, engine.ToString()));
        if (engine != TestEngine.Sqlite)
            ShareKey(_engines[TestEngine.Sqlite].Value.Services.GetRequiredService<DataFolder>(), folder);
        var services = new ServiceCollection().AddLogging().AddRiskInsights(folder, options).BuildServiceProvider();
        await Migrations.ApplyAsync(services.GetRequiredService<IWarehouseEngine>());
        await services.GetRequiredService<Importer>().ImportFolderAsync(CsvFolder, "canonical", "tests");
        return new Loaded(services, place);
    }

    /// <summary>Clients have the same pseudonyms on every engine.</summary>
    private static void ShareKey(DataFolder from, DataFolder to)
    {
        Directory.CreateDirectory(to.Keys);
        foreach (var key in Directory.EnumerateFiles(from.Keys))
            File.Copy(key, Path.Combine(to.Keys, Path.GetFileName(key)));
    }

    private sealed record Loaded(ServiceProvider Services, IDisposable Place);
}

[CollectionDefinition(DemoWarehouse.Name)]
public sealed class DemoWarehouseTests : ICollectionFixture<DemoWarehouse>;
