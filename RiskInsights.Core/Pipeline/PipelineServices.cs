using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Pipeline.Steps;

namespace RiskInsights.Core.Pipeline;

/// <summary>The steps, one line each, in the order in which they run.</summary>
internal static class PipelineServices
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<IPipelineStep, ImportStep>()
        .AddSingleton<IPipelineStep, FeaturesStep>()
        .AddSingleton<IPipelineStep, ScoreStep>()
        .AddSingleton<IPipelineStep, AnomaliesStep>()
        .AddSingleton<IPipelineStep, ExportsStep>()
        .AddSingleton<IPipelineStep, ReportStep>()
        .AddSingleton<ScoredModels>()
        .AddSingleton<Inbox>()
        .AddSingleton<PipelineRuns>()
        .AddSingleton<StepRuns>()
        .AddSingleton<PipelineRunner>()
        .AddSingleton<ReportStore>();
}
