using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>Why a transaction has its score, as stored.</summary>
/// <param name="Main">The name of the feature that adds most; empty where the score is not explained.</param>
/// <param name="Attributions">JSON of <see cref="AnomalyAttribution"/>s; null where the score is not explained.</param>
internal readonly record struct AnomalyReason(string Main, string? Attributions)
{
    /// <summary>One reason a row: explained for the top <paramref name="share"/> of the scores.</summary>
    public static AnomalyReason[] Of(IsolationForestModel model, FeatureMatrix features, double[] scores, double share, CancellationToken cancellation)
    {
        var reasons = new AnomalyReason[scores.Length];
        Array.Fill(reasons, new AnomalyReason("", null));
        var floor = Contamination.Threshold(scores, share);
        var contributions = new double[features.Width];
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] < floor)
                continue;
            cancellation.ThrowIfCancellationRequested();
            model.Attribute(features.Row(row), contributions);
            var attributions = AnomalyAttribution.Of(features.Row(row), contributions);
            if (attributions.Length > 0)
                reasons[row] = new AnomalyReason(attributions[0].Feature, AnomalyAttribution.Write(attributions));
        }

        return reasons;
    }
}
