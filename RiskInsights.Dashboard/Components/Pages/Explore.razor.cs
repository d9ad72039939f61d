using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Components.Pages.FeatureProfiles;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>
/// What the clients of a recipe look like, feature by feature, and how features and outcome go together. It shows what a training
/// or a job stored. The feature and the pair live in the URL; names that are none there count as absent.
/// </summary>
public sealed partial class Explore
{
    /// <summary>The recipe's name; the first recipe without one.</summary>
    [Parameter] public string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "feature")] private string? FeatureName { get; set; }

    [SupplyParameterFromQuery(Name = "with")] private string? WithName { get; set; }

    [Inject] private ModelRecipes Recipes { get; set; } = null!;

    [Inject] private FeatureExplorations Explorations { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private ModelRecipe? Recipe => Name is null ? Recipes.All[0] : Recipes.Find(Name);

    private async Task<ProfileView> ReadAsync(ModelRecipe recipe, CancellationToken cancellation) =>
        new(await Explorations.FindAsync(recipe.Name, cancellation));

    private void Choose(string feature) => Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, "feature", feature));

    private void ChoosePair((string Feature, string With) pair) =>
        Navigation.NavigateTo(DashboardUrls.WithParameter(DashboardUrls.WithParameter(Navigation.Uri, "feature", pair.Feature), "with", pair.With));
}
