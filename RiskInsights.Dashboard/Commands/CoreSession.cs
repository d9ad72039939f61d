using RiskInsights.Core;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary>The core without the web: an open, migrated warehouse for one command.</summary>
internal sealed class CoreSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CoreSession(ServiceProvider services) => _services = services;

    public static async Task<CoreSession> OpenAsync(DashboardOptions options, CancellationToken cancellation)
    {
        var session = new CoreSession(new ServiceCollection().AddLogging().AddRiskInsights(options.Folder, options.Warehouse).BuildServiceProvider());
        await Migrations.ApplyAsync(session.Get<IWarehouseEngine>(), cancellation);
        return session;
    }

    /// <summary>For commands that only make sense where something was loaded: they must not make an empty warehouse of a mistyped folder.</summary>
    /// <exception cref="WarehouseException">The data folder holds no warehouse.</exception>
    public static Task<CoreSession> OpenExistingAsync(DashboardOptions options, CancellationToken cancellation) =>
        options.Warehouse.Engine is not "sqlite" || File.Exists(options.Folder.Database)
            ? OpenAsync(options, cancellation)
            : throw new WarehouseException($"{options.Folder.Root} holds no warehouse: is --data right? import and serve make one.");

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
