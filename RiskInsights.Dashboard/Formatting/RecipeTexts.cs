using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Formatting;

/// <summary>
/// Texts that all models share, and the few that say another thing for one of them: <c>KEY.RECIPE</c> where there is such a text,
/// <c>KEY</c> where not.
/// </summary>
public static class RecipeTexts
{
    public static string Of(this IStringLocalizer<Texts> texts, ModelRecipe recipe, string key, params object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(recipe);
        var own = $"{key}.{recipe.Name}";
        return texts[own].ResourceNotFound ? texts[key, arguments] : texts[own, arguments];
    }
}
