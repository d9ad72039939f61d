using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks;

/// <summary>A migrated warehouse with everything that the program registers on it.</summary>
internal sealed class ImportHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ImportHost(ServiceProvider services) => _services = services;

    public WarehouseDatabase Database => Get<WarehouseDatabase>();

    public Importer Importer => Get<Importer>();

    /// <param name="options">The limits of imports, where they are not the default.</param>
    public static async Task<ImportHost> OpenAsync(WarehousePlace place, ImportOptions? options = null)
    {
        var services = new ServiceCollection().AddRiskInsights(new DataFolder(place.Data), place.Options);
        if (options is not null)
            services.AddSingleton(options);
        var provider = services.BuildServiceProvider();
        await Migrations.ApplyAsync(provider.GetRequiredService<IWarehouseEngine>());
        return new ImportHost(provider);
    }

    public static Task<ImportHost> OpenAsync(string dataFolder) => OpenAsync(new WarehousePlace(dataFolder, null));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
