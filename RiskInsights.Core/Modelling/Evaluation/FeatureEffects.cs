using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>How much each feature matters, in three ways: to the scores, to the order, and to the training.</summary>
internal static class FeatureEffects
{
    /// <summary>So many rows of the test tell what a feature matters; more only cost time.</summary>
    private const int MostRows = 20_000;

    public static IReadOnlyList<FeatureEffect> Of(IClientModel model, ModelRecipe recipe, TrainingRows test, int threads, CancellationToken cancellation)
    {
        var (features, labels) = Sample(test);
        var importance = Importance(model, features, threads, cancellation);
        var permutations = PermutationImportance.Of(
            features, labels, rows => model.Probabilities(rows), new PermutationImportanceOptions { Repeats = 1, Threads = threads }, cancellation: cancellation);
        return [.. model.Inputs
            .Select(name => (Name: name, Place: Array.FindIndex(recipe.Columns, c => string.Equals(c.Name, name, StringComparison.Ordinal))))
            .Select(f => new FeatureEffect(f.Name, importance[f.Place], permutations[f.Place].Mean, Findings(model, f.Name)))
            .OrderByDescending(e => e.Importance)];
    }

    private static double[] Importance(IClientModel model, FeatureMatrix features, int threads, CancellationToken cancellation)
    {
        var importance = new double[features.Width];
        var contributions = model.Contributions(features, threads, cancellation);
        for (var i = 0; i < contributions.Length; i++)
            importance[i % importance.Length] += Math.Abs(contributions[i]) / features.Rows;
        return importance;
    }

    /// <summary>
    /// Every so-manieth row of each outcome, in the order of the test: all dates keep their shares, and so do both outcomes, of which
    /// there is at least one row each. Without one of them there is no order to lose.
    /// </summary>
    internal static (FeatureMatrix Features, byte[] Labels) Sample(TrainingRows test, int most = MostRows)
    {
        if (test.Count <= most)
            return (test.Features, test.Labels);
        var byOutcome = Enumerable.Range(0, test.Count).ToLookup(i => test.Labels[i]);
        int[] positives = [.. byOutcome[1]], negatives = [.. byOutcome[0]];
        var share = Math.Clamp((int)Math.Ceiling((double)most * positives.Length / test.Count), Math.Min(1, positives.Length), Math.Max(most - 1, most - negatives.Length));
        int[] rows = [.. Spread(positives, share).Concat(Spread(negatives, most - share)).Order()];
        return (test.Features.SelectRows(rows), Array.ConvertAll(rows, i => test.Labels[i]));
    }

    private static IEnumerable<int> Spread(int[] rows, int count) => Enumerable.Range(0, count).Select(i => rows[(int)((long)i * rows.Length / count)]);

    private static Dictionary<string, double> Findings(IClientModel model, string feature) => model.Findings
        .Where(f => f.Value.ContainsKey(feature))
        .ToDictionary(f => f.Key, f => f.Value[feature], StringComparer.Ordinal);
}
