using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Ingestion.Sources;
using RiskInsights.Core.Ingestion.Sources.Berka;

namespace RiskInsights.Core.Ingestion;

/// <summary>The sources, one line each.</summary>
public static class IngestionServices
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<ICsvSource, KycCsv>()
        .AddSingleton<ICsvSource, AccountsCsv>()
        .AddSingleton<ICsvSource, TransactionsCsv>()
        .AddSingleton<ICsvSource, EventsCsv>()
        .AddSingleton<ICsvSource, BerkaClients>()
        .AddSingleton<ICsvSource, BerkaAccounts>()
        .AddSingleton<ICsvSource, BerkaTransactions>()
        .AddSingleton<ICsvSource, BerkaCards>()
        .AddSingleton<ICsvSource, BerkaOrders>()
        .AddSingleton<ICsvSource, BerkaLoans>()
        .AddSingleton(new ImportOptions())
        .AddSingleton<Importer>()
        .AddSingleton<BatchRepository>();
}
