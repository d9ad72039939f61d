using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Core.Insights.Fraud;

/// <summary>Scores baskets: the learned features and the trees on them. Immutable and safe to share between threads.</summary>
public sealed class FraudModel
{
    internal FraudModel(FraudFeatures features, GradientBoostingModel trees) => (Features, Trees) = (features, trees);

    public FraudFeatures Features { get; }

    public GradientBoostingModel Trees { get; }

    /// <summary>Probability of fraud of each basket, in [0, 1].</summary>
    /// <param name="threads">Threads that compute. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">A basket has no line or an impossible price or quantity.</exception>
    public double[] Probabilities(IReadOnlyList<Basket> baskets, int threads = 1, CancellationToken cancellation = default) =>
        Trees.Probabilities(Features.Rows(baskets, cancellation), threads, cancellation);
}
