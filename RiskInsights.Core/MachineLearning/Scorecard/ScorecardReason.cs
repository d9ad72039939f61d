namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>What a column did to a client's score.</summary>
/// <param name="Feature">Name of the column.</param>
/// <param name="Bin">The client's bin in words; "not seen in training" for a category that has none.</param>
/// <param name="Points">Exact points compared with a client who has the population's odds in this column; negative costs points.</param>
public sealed record ScorecardReason(string Feature, string Bin, double Points);
