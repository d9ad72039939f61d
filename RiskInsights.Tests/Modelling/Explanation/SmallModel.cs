using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Tests.Modelling.Explanation;

/// <summary>
/// Log-odds −3 + missed payments of 90 days + 2 · overdrawn share − tenure / 100: a model that can be computed by hand. Its average
/// client has none of them and 100 months of tenure.
/// </summary>
internal sealed class SmallModel : IClientModel
{
    public static ModelRecipe Recipe => LearnableBank.Default;

    public IReadOnlyList<string> Inputs => ["missed_payments_90d", "overdrawn_share", "tenure"];

    public double BaseLogit => -4;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Findings => new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);

    public double Probability(ReadOnlySpan<float> row)
    {
        Span<double> contributions = stackalloc double[row.Length];
        Contributions(row, contributions);
        var logit = BaseLogit;
        foreach (var contribution in contributions)
            logit += contribution;
        return 1 / (1 + Math.Exp(-logit));
    }

    public double[] Probabilities(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default) => throw new NotSupportedException();

    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        contributions.Clear();
        contributions[Place("missed_payments_90d")] = Known(row[Place("missed_payments_90d")]);
        contributions[Place("overdrawn_share")] = 2 * Known(row[Place("overdrawn_share")]);
        contributions[Place("tenure")] = 1 - (Known(row[Place("tenure")]) / 100);
    }

    public byte[] ToArtefact() => throw new NotSupportedException();

    /// <summary>A client with these values, in a bank where nearly nobody misses payments.</summary>
    public static ClientExplanation Explain(double missed, double overdrawn, double tenure, double? cheapest = null)
    {
        var row = Enumerable.Repeat(float.NaN, Recipe.Columns.Length).ToArray();
        (row[Place("missed_payments_90d")], row[Place("overdrawn_share")], row[Place("tenure")]) = ((float)missed, (float)overdrawn, (float)tenure);
        var rows = Enumerable.Range(0, 100).SelectMany(i =>
        {
            var training = Enumerable.Repeat(float.NaN, Recipe.Columns.Length).ToArray();
            (training[Place("missed_payments_90d")], training[Place("overdrawn_share")], training[Place("tenure")]) = (i < 80 ? 0 : i % 4, i / 100f, i);
            return training;
        });
        var loaded = new LoadedModel(7, "small", new SmallModel()) { Profile = InputProfile.Of(new FeatureMatrix(Recipe.Columns, [.. rows])) };
        return ClientExplanation.Of(new ScoredClient(Recipe, loaded, new DateOnly(2025, 6, 1), loaded.Model.Probability(row), 3, 100, 0.02, row), cheapest);
    }

    private static double Known(float value) => float.IsNaN(value) ? 0 : value;

    private static int Place(string feature) => Array.FindIndex(Recipe.Columns, c => string.Equals(c.Name, feature, StringComparison.Ordinal));
}
