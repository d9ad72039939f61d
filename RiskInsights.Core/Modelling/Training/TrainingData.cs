namespace RiskInsights.Core.Modelling.Training;

/// <summary>All rows of one training.</summary>
/// <param name="Train">What is learned from.</param>
/// <param name="Test">The out-of-time test, on later dates.</param>
/// <param name="Today">The clients as of the newest date, who have no label yet and are to be scored.</param>
/// <param name="BatchId">The newest load that they were read after.</param>
internal sealed record TrainingData(TrainingRows Train, TrainingRows Test, ClientRows Today, AsOfDates Dates, long BatchId);
