using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>A client's score with everything it takes to explain it and to try other values.</summary>
/// <param name="Rank">1 = riskiest of <paramref name="Clients"/>.</param>
/// <param name="Mean">Mean probability of all that were scored with it.</param>
/// <param name="Row">What the client was scored on, in the order of the recipe's features; NaN is unknown.</param>
public sealed record ScoredClient(
    ModelRecipe Recipe, LoadedModel Model, DateOnly AsOf, double Probability, int Rank, int Clients, double Mean, float[] Row)
{
    /// <summary>What each input adds to the log-odds, largest effect first.</summary>
    public IReadOnlyList<Reason> Reasons => [.. Reason.All(Recipe, Model.Model, Row).OrderByDescending(r => Math.Abs(r.Contribution))];

    /// <summary>Log-odds of the average client, where the contributions start.</summary>
    public double BaseLogit => Model.Model.BaseLogit;

    /// <summary>The probability with other values of some features.</summary>
    /// <param name="changes">By name; a name that the recipe does not have is an error.</param>
    public double ProbabilityWith(IReadOnlyDictionary<string, double> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var row = (float[])Row.Clone();
        foreach (var (name, value) in changes)
        {
            var place = Array.FindIndex(Recipe.Columns, c => string.Equals(c.Name, name, StringComparison.Ordinal));
            if (place < 0)
                throw new ArgumentException($"The {Recipe.Name} model has no input {name}.", nameof(changes));
            row[place] = (float)value;
        }

        return Model.Model.Probability(row);
    }
}
