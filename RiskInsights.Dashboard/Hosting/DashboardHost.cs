using RiskInsights.Core;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>Puts the program together: warehouse, jobs, pages, endpoints.</summary>
public static class DashboardHost
{
    /// <summary>Builds the web application with a warehouse that is open and up to date. The caller starts it.</summary>
    /// <exception cref="InvalidOptionsException">An option is wrong.</exception>
    /// <exception cref="WarehouseException">The warehouse cannot be opened.</exception>
    /// <exception cref="IOException">Another dashboard serves the data folder.</exception>
    public static async Task<WebApplication> BuildAsync(DashboardOptions options, string? environment = null)
    {
        options.Validate();

        // The content root is where the program lies, so that it runs the same from any directory; its files carry its name, whoever starts it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DashboardHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment,
        });
        builder.WebHost.UseStaticWebAssets().UseUrls(options.Urls);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(options.Tracking)
            .AddSingleton(options.Pipeline)
            .AddRiskInsights(options.Folder, options.Warehouse)
            .AddJobs()
            .AddHostedService<FirstRun>()
            .AddRunSending(options.Tracking)
            .AddSchedule(options.Pipeline)
            .AddDashboardComponents();
        builder.Services.AddSessionKeys(options);
        if (options.Warehouse.Engine is "sqlite")
            builder.Services.AddSingleton(_ => FolderLock.Take(options.Folder));

        var app = builder.Build();
        try
        {
            await OpenWarehouseAsync(app);
            app.MapHealth();
            app.MapAnomalyPoints();
            app.MapDownloads();
            app.MapDashboardComponents();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static async Task OpenWarehouseAsync(WebApplication app)
    {
        // First of all: who may not serve the folder must not have touched it. Made first, it is given back last.
        _ = app.Services.GetService<FolderLock>();
        var engine = app.Services.GetRequiredService<IWarehouseEngine>();
        var schema = await Migrations.ApplyAsync(engine);
        app.Logger.LogInformation("Warehouse: {Engine} {Version}, schema {Schema}", engine.Name, engine.Version, schema);
        if (await PseudonymKey.WarningAsync(app.Services.GetRequiredService<WarehouseDatabase>(), app.Services.GetRequiredService<DataFolder>()) is { } warning)
            app.Logger.LogWarning("No file can be loaded here. {Reason}", warning);
    }
}
