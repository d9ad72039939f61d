using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;

namespace RiskInsights.Core.Exports;

/// <summary>An export is one class and one line here; that of a model's inputs is one line.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<IExport, DimClientsExport>()
        .AddSingleton<IExport, DimAccountsExport>()
        .AddSingleton<IExport, DimTimeExport>()
        .AddSingleton<IExport, FactTransactionsExport>()
        .AddSingleton<IExport, FactEventsExport>()
        .AddSingleton<IExport, AggDailyExport>()
        .AddSingleton<IExport, AggAccountMonthExport>()
        .AddSingleton<IExport, AggWatchedExport>()
        .AddSingleton<IExport, KpisExport>()
        .AddSingleton<IExport, ScoresExport>()
        .AddSingleton<IExport>(new InputsExport(DefaultRecipe.Create()))
        .AddSingleton<IExport>(new InputsExport(ChurnRecipe.Create()))
        .AddSingleton<IExport, AnomaliesExport>()
        .AddSingleton<ExportService>();
}
