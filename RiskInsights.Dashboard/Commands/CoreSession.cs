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

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
