using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>A reason for a client's score.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Unit">What <paramref name="Value"/> counts (<see cref="FeatureUnit"/>).</param>
/// <param name="Value">As an analyst reads it; null where it is unknown.</param>
/// <param name="Contribution">Added to the log-odds, compared with the average client. Positive raises the risk.</param>
public sealed record Reason(string Feature, string Unit, double? Value, double Contribution)
{
    /// <summary>What raises the score most, largest first.</summary>
    internal static IReadOnlyList<Reason> Raising(ModelRecipe recipe, IClientModel model, ReadOnlySpan<float> row, int most = 4) =>
        [.. All(recipe, model, row).Where(r => r.Contribution > 0).OrderByDescending(r => r.Contribution).Take(most)];

    /// <summary>What every input of the model adds, in the order of the recipe.</summary>
    internal static IReadOnlyList<Reason> All(ModelRecipe recipe, IClientModel model, ReadOnlySpan<float> row)
    {
        var contributions = new double[recipe.Columns.Length];
        model.Contributions(row, contributions);
        var inputs = model.Inputs.ToHashSet(StringComparer.Ordinal);
        var reasons = new List<Reason>(inputs.Count);
        for (var i = 0; i < contributions.Length; i++)
        {
            var feature = recipe.Features[i];
            if (inputs.Contains(feature.Name))
                reasons.Add(new Reason(feature.Name, feature.Unit, float.IsNaN(row[i]) ? null : row[i], contributions[i]));
        }

        return reasons;
    }
}
