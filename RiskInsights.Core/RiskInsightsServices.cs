using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.Modelling;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Tracking;
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
            .AddSingleton(_ => new ArtefactSignature(() => SigningKey(folder)))
            .AddSingleton<ModelVersions>()
            .AddSingleton<Champions>()
            .AddModelling()
            .AddSingleton(DefaultRecipe.Create())
            .AddSingleton(ChurnRecipe.Create())
            .AddSingleton<TrainingRuns>()
            .AddTracking()
            .AddSingleton<PortfolioRepository>()
            .AddSingleton<AnomalyDetection>()
            .AddSingleton<AnomalyRepository>()
            .AddSingleton<AnomalySelections>()
            .AddSingleton<Verdicts>()
            .AddSingleton<TransactionRepository>()
            .AddSingleton<IdentifierSearch>()
            .AddSingleton<ClientRepository>()
            .AddSingleton<ClientActivityRepository>()
            .AddSingleton<ClientScoreHistory>()
            .AddSingleton<ClientList>()
            .AddExports()
            .AddPipeline();
    }

    /// <summary>To the registry a missing key is one more reason why nothing that it keeps can be trusted, in the key's own words.</summary>
    private static byte[] SigningKey(DataFolder folder)
    {
        try
        {
            return PseudonymKey.Derive(folder, "model artefacts");
        }
        catch (PseudonymKeyException error)
        {
            throw new WarehouseException(error.Message, error);
        }
    }
}
