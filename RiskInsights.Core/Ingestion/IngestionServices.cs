using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Ingestion.Sources;

namespace RiskInsights.Core.Ingestion;

/// <summary>The sources, one line each.</summary>
public static class IngestionServices
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<ICsvSource, KycCsv>()
        .AddSingleton<ICsvSource, AccountsCsv>()
        .AddSingleton<ICsvSource, TransactionsCsv>()
        .AddSingleton<ICsvSource, EventsCsv>()
        .AddSingleton(new ImportOptions())
        .AddSingleton<Importer>()
        .AddSingleton<BatchRepository>();
}
