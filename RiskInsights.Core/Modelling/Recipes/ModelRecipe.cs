using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.History;

namespace RiskInsights.Core.Modelling.Recipes;

/// <summary>
/// All that makes a model of clients what it is: what it predicts, of whom, from what, and how it is learned. Training,
/// scoring, explanation and every page are the same for all recipes.
/// </summary>
public sealed record ModelRecipe
{
    /// <summary>Stable: <c>default</c>, <c>churn</c>. The registry, the scores and the texts are keyed by it.</summary>
    public required string Name { get; init; }

    /// <summary>The inputs, in the order of a row.</summary>
    public required IReadOnlyList<Feature> Features
    {
        get;
        init
        {
            field = value;
            Columns = FeatureColumn.Numeric([.. value.Select(f => f.Name)]);
        }
    }

    /// <summary>Whom it speaks of on a date.</summary>
    public required Func<ClientHistory, bool> Population { get; init; }

    /// <summary>Whether it came to pass in the window that begins on the date: label 1.</summary>
    public required Func<ClientOutcome, bool> Label { get; init; }

    /// <summary>What it can be learned with; the first is what a training takes when nobody says otherwise.</summary>
    public required IReadOnlyList<IModelAlgorithm> Algorithms { get; init; }

    /// <summary>What wrong decisions cost before the bank's own figures are entered.</summary>
    public required DecisionCosts StartingCosts { get; init; }

    public FeatureColumn[] Columns { get; private init; } = [];

    /// <summary>The table of the inputs that clients were scored on: an export, and what a scorecard as SQL reads.</summary>
    public string InputsTable => "inputs_" + Name;

    public Feature Feature(string name) => Features.First(f => string.Equals(f.Name, name, StringComparison.Ordinal));

    /// <exception cref="ArgumentException">The recipe has no such algorithm.</exception>
    public IModelAlgorithm Algorithm(string? name) => name is null
        ? Algorithms[0]
        : Algorithms.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"Model {Name} is not learned with {name}; it knows {string.Join(", ", Algorithms.Select(a => a.Name))}.", nameof(name));

    /// <summary>A client's row as of the history's date.</summary>
    internal void Fill(ClientHistory history, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] = Features[i].ValueOf(history);
    }
}
