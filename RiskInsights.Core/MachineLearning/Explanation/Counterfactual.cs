namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>One feature of a suggestion.</summary>
/// <param name="Column">Its index in the row.</param>
/// <param name="Feature">Its name.</param>
/// <param name="From">The row's value, in the column's unit or as a category's code.</param>
/// <param name="To">The value that it would change to.</param>
public sealed record CounterfactualChange(int Column, string Feature, float From, float To);

/// <summary>A changed row and its probability.</summary>
/// <param name="Changes">What differs from the row, in the order of the columns; the other features stay as they are.</param>
/// <param name="Probability">The scorer's answer for the changed row, 0 to 1.</param>
/// <param name="Distance">
/// Sum over the changes of |to − from| / scale (1 for a category) + <see cref="CounterfactualOptions.PriceOfChange"/>: lower is
/// easier.
/// </param>
public sealed record Counterfactual(IReadOnlyList<CounterfactualChange> Changes, double Probability, double Distance);

/// <summary>What would change a score.</summary>
/// <param name="Probability">The scorer's answer for the row as it is.</param>
/// <param name="Threshold">The threshold to be crossed: from it on up a row is on the upper side.</param>
/// <param name="Suggestions">
/// Changes that bring the row to the other side, the nearest first. Each changes a feature that no nearer one does, and leaves out
/// something of every nearer one. Empty where nothing that was tried crosses.
/// </param>
/// <param name="Nearest">Where there is no suggestion: of what was tried, the change that comes nearest to the threshold; null where
/// no feature may change or none brings it nearer.</param>
/// <param name="Calls">Calls of the scorer.</param>
public sealed record CounterfactualResult(
    double Probability, double Threshold, IReadOnlyList<Counterfactual> Suggestions, Counterfactual? Nearest, int Calls);
