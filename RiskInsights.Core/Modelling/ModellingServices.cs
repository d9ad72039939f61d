using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling;

/// <summary>What every recipe shares. A recipe itself is one line in the core's registration list.</summary>
internal static class ModellingServices
{
    public static IServiceCollection AddModelling(this IServiceCollection services) => services
        .AddSingleton<ModelRecipes>()
        .AddSingleton<HistoryReader>()
        .AddSingleton<SegmentReader>()
        .AddSingleton<ModelTraining>()
        .AddSingleton<ParameterSearch>()
        .AddSingleton<FeatureExplorations>()
        .AddSingleton<LoadedModels>()
        .AddSingleton<ModelScoring>()
        .AddSingleton<ScoredPopulations>()
        .AddSingleton<ClientScores>()
        .AddSingleton<ClientExplanations>()
        .AddSingleton<ModelReports>()
        .AddSingleton<Promotions>();
}
