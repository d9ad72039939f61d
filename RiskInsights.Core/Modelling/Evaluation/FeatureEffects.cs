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

    /// <summary>Every so-manieth row, so that all dates and both outcomes keep their shares.</summary>
    private static (FeatureMatrix Features, byte[] Labels) Sample(TrainingRows test)
    {
        if (test.Count <= MostRows)
            return (test.Features, test.Labels);
        int[] rows = [.. Enumerable.Range(0, MostRows).Select(i => (int)((long)i * test.Count / MostRows))];
        return (test.Features.SelectRows(rows), Array.ConvertAll(rows, i => test.Labels[i]));
    }

    private static Dictionary<string, double> Findings(IClientModel model, string feature) => model.Findings
        .Where(f => f.Value.ContainsKey(feature))
        .ToDictionary(f => f.Key, f => f.Value[feature], StringComparer.Ordinal);
}
