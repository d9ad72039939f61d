using System.Globalization;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>Computes what the models see of the clients now: how many, what is unknown, and how far it has moved since the training.</summary>
internal sealed class FeaturesStep(ModelRecipes recipes, ModelScoring scoring) : IPipelineStep
{
    public string Name => StepNames.Features;

    public double Weight => 1;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        var models = new List<ModelInputs>();
        foreach (var recipe in recipes.All)
        {
            context.Report("job_reading_features", (double)models.Count / recipes.All.Count);
            if (await scoring.InputsAsync(recipe, context.Cancellation) is not { } state)
                return StepResult.Nothing("There are no transactions.", new FeaturesSection([]));
            models.Add(Of(recipe, state));
        }

        return StepResult.Done(
            string.Join(' ', models.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Model}: {m.Features.Count} features of {m.Clients} clients as of {m.AsOf:yyyy-MM-dd}."))),
            new FeaturesSection(models));
    }

    private static ModelInputs Of(ModelRecipe recipe, InputState state) => new()
    {
        Model = recipe.Name,
        AsOf = state.AsOf,
        Clients = state.Clients,
        Features = [.. state.MissingShares.Select(f => new InputFeature(f.Feature, f.Share))],
        Drift = state.Drift is { } drift ? [.. drift.Select(d => Reports.FeatureDrift.Of(d.Feature, d.Psi))] : null,
        ComparedWith = state.Champion,
    };
}
