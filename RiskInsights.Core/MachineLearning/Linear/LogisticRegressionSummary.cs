namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>How a training went; stored with the model.</summary>
/// <param name="Rows">Training rows.</param>
/// <param name="Positives">Of them, rows with label 1.</param>
/// <param name="Iterations">Newton steps taken over all rows.</param>
/// <param name="GradientNorm">Largest absolute component of the gradient at the end, per unit of row weight.</param>
/// <param name="Converged">Whether the norm fell to the tolerance. If not, the coefficients are the best found, not the optimum.</param>
public sealed record LogisticRegressionSummary(int Rows, int Positives, int Iterations, double GradientNorm, bool Converged);
