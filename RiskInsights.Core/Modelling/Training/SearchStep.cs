namespace RiskInsights.Core.Modelling.Training;

/// <summary>How far a search has come.</summary>
/// <param name="Name">What is being done, as a training names its steps.</param>
/// <param name="ShareDone">Of the whole search, 0 to 1.</param>
/// <param name="Trial">The trial that runs, from 1; null before the first and after the last.</param>
/// <param name="Trials">The most that there will be.</param>
/// <param name="BestLoss">The lowest log loss so far; null before the first trial has ended.</param>
public sealed record SearchStep(string Name, double ShareDone, int? Trial, int Trials, double? BestLoss);
