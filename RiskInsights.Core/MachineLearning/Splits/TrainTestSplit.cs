namespace RiskInsights.Core.MachineLearning.Splits;

/// <summary>Row numbers to learn from and row numbers to judge by, both rising and without a common row.</summary>
public sealed record TrainTestSplit(int[] Train, int[] Test);
