using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Looks at the training rows of a model anew, for the Explore page.</summary>
internal sealed class ExploreFeaturesJob(FeatureExplorations explorations, ModelRecipe recipe) : IJob
{
    public string Kind => JobKinds.Explore;

    public string Subject => recipe.Name;

    public async Task<string?> RunAsync(JobContext context)
    {
        await explorations.ExploreAsync(recipe, context.Report, context.Cancellation);
        return null;
    }
}
