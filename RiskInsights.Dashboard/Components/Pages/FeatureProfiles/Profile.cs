using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.FeatureProfiles;

/// <summary>Words about an exploration.</summary>
internal static class Profile
{
    /// <summary>Where a figure of the page comes from.</summary>
    public static SourceInfo Source(ModelRecipe recipe, FeatureExploration content, IStringLocalizer<Texts> texts, Formats format, string meaning) =>
        new(meaning, HistoryReader.Queries)
        {
            Model = texts["Explore.Model." + recipe.Name],
            Filters = texts["Explore.SourceDates", string.Join(", ", content.Dates.Select(d => format.Date(d.Date)))],
            Data = texts["Explore.SourceRows", format.Number(content.Sampled), format.Number(content.Rows)],
        };

    /// <summary>The text that says how much an information value is, by the custom of scorecards.</summary>
    public static string StrengthKey(double? value) => value switch
    {
        null => "Explore.StrengthNone",
        < 0.02 => "Explore.StrengthUseless",
        < 0.1 => "Explore.StrengthWeak",
        < 0.3 => "Explore.StrengthMedium",
        <= 0.5 => "Explore.StrengthStrong",
        _ => "Explore.StrengthSuspicious",
    };
}
