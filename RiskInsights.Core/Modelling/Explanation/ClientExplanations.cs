using System.Collections.Concurrent;
using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Core.Modelling.Explanation;

/// <summary>Explains one client's newest score by the champion, and searches for what would change it.</summary>
public sealed class ClientExplanations(ClientScores scores, ModelReports reports)
{
    // A version's test never changes.
    private readonly ConcurrentDictionary<(string Model, int Version), double?> _cheapest = new();

    /// <summary>Null where the champion did not score the client, or nothing that can be trusted did.</summary>
    public async Task<ClientExplanation?> OfAsync(ModelRecipe recipe, int clientKey, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return await scores.ScoredAsync(recipe, clientKey, cancellation: cancellation) is { } score
            ? ClientExplanation.Of(score, await CheapestAsync(recipe, score.Model.Version, cancellation))
            : null;
    }

    /// <summary>
    /// The smallest plausible changes that bring the client to the other side of a threshold. What nobody can change and what is
    /// unknown stays as it is. Runs on the pool, never on the caller's thread.
    /// </summary>
    /// <param name="threshold">In (0, 1), both excluded.</param>
    public static Task<CounterfactualResult> ChangesAsync(ScoredClient score, double threshold, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(score);
        return Task.Run(
            () =>
            {
                var search = new CounterfactualSearch([.. score.Recipe.Features.Select((feature, i) => FeatureOf(score, feature, i))]);
                return search.Find(score.Row, score.Model.Model.Probability, threshold, cancellation);
            },
            cancellation);
    }

    private static CounterfactualFeature FeatureOf(ScoredClient score, Feature feature, int place)
    {
        var allowed = feature.Change switch
        {
            FeatureChange.Up => AllowedChange.Up,
            FeatureChange.Down => AllowedChange.Down,
            FeatureChange.Both => AllowedChange.Either,
            _ => AllowedChange.None,
        };
        var range = score.Model.Profile.RangeOf(feature.Name);
        var isRead = score.Model.Model.Inputs.Contains(feature.Name, StringComparer.Ordinal);
        return range is null || !isRead || allowed == AllowedChange.None
            ? CounterfactualFeature.Locked(score.Recipe.Columns[place])
            : range.Changing(score.Recipe.Columns[place], allowed);
    }

    private async Task<double?> CheapestAsync(ModelRecipe recipe, int version, CancellationToken cancellation)
    {
        if (_cheapest.TryGetValue((recipe.Name, version), out var known))
            return known;
        double? read = await reports.EvaluationAsync(recipe, version, cancellation) is { Thresholds.Count: > 0 } evaluation
            ? ThresholdChoice.Of(evaluation, recipe.StartingCosts, wanted: null).Cheapest.Threshold
            : null;
        return _cheapest[(recipe.Name, version)] = read;
    }
}
