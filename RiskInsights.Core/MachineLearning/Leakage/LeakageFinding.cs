namespace RiskInsights.Core.MachineLearning.Leakage;

/// <summary>A column that gives the label away.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Auc">
/// AUC of the column alone, in [0.5, 1], in the better direction and with missing values at the better end: the larger of
/// the column as it stands and of its bins ordered by their share of label 1.
/// </param>
/// <param name="ReproducesLabel">Whether the label can be read off the column without an error.</param>
public readonly record struct LeakageFinding(string Column, double Auc, bool ReproducesLabel);
