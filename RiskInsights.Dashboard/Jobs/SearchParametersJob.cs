using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Looks for better options of a model of clients and trains with the best. Result: <c>{"version": n}</c>.</summary>
internal sealed class SearchParametersJob(ParameterSearch search, ModelRecipe recipe, SearchRequest request, int threads) : IJob
{
    public string Kind => JobKinds.Search;

    public string Subject => recipe.Name;

    public string Options => JsonSerializer.Serialize(request);

    public async Task<string?> RunAsync(JobContext context)
    {
        var version = await search.SearchAsync(
            recipe, request, context.StartedBy, threads, step => context.Report(TrialDoing.Of(step), step.ShareDone), context.Cancellation);
        return JsonSerializer.Serialize(new { version });
    }
}
