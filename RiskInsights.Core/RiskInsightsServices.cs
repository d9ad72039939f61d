using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core;

/// <summary>The only registration list of the core.</summary>
public static class RiskInsightsServices
{
    /// <summary>Registers everything on one data folder. <see cref="Migrations"/> must run before the first question.</summary>
    /// <param name="warehouse">The engine; SQLite in the data folder by default.</param>
    public static IServiceCollection AddRiskInsights(this IServiceCollection services, DataFolder folder, WarehouseOptions? warehouse = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(folder)
            .AddSingleton<IWarehouseEngine>(_ => (warehouse ?? new WarehouseOptions()).Open(folder))
            .AddSingleton<WarehouseDatabase>()
            .AddIngestion()
            .AddSingleton<ModelVersions>()
            .AddSingleton<PortfolioRepository>()
            .AddSingleton<DefaultTraining>()
            .AddSingleton<DefaultRiskRepository>()
            .AddSingleton<AnomalyDetection>()
            .AddSingleton<AnomalyRepository>()
            .AddSingleton<AnomalySelections>()
            .AddSingleton<Verdicts>()
            .AddSingleton<TransactionRepository>()
            .AddSingleton<IdentifierSearch>()
            .AddExports()
            .AddPipeline();
    }
}
