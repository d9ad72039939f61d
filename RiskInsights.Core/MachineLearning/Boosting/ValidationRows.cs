namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Rows that are not trained on and that tell after which tree to stop.</summary>
/// <param name="Features">The same columns as the training rows, in the same order.</param>
/// <param name="Labels">0 or 1 for each row.</param>
public sealed record ValidationRows(FeatureMatrix Features, byte[] Labels);
