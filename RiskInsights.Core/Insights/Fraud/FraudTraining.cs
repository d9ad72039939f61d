using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Core.Insights.Fraud;

/// <summary>Learns which baskets are fraud.</summary>
public static class FraudTraining
{
    /// <summary>Learns the features and boosted trees on them.</summary>
    /// <inheritdoc cref="FraudFeatures.Learn"/>
    public static FraudModel Fit(
        IReadOnlyList<Basket> baskets,
        byte[] labels,
        FraudOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new FraudOptions();
        var (features, training) = FraudFeatures.Learn(baskets, labels, options, cancellation);
        var trees = GradientBoostingTrainer.Fit(training, labels, options.Boosting, progress: progress, cancellation: cancellation);
        return new FraudModel(features, trees);
    }
}
