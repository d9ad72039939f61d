namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>How the log loss (mean over the rows, natural logarithm, lower is better) went while trees were added. Immutable.</summary>
/// <param name="TrainingLogLoss">After each tree that was grown, on all training rows, weighted as in training.</param>
/// <param name="ValidationLogLoss">After each tree, on the validation rows, unweighted.</param>
/// <param name="BestTrees">The number of trees with the lowest validation loss; the first, where several have it. At least 1.</param>
public sealed record BoostingHistory(IReadOnlyList<double> TrainingLogLoss, IReadOnlyList<double> ValidationLogLoss, int BestTrees);
