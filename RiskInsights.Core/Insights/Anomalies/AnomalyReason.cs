using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What each feature adds to a high score.</summary>
/// <param name="Main">The name of the feature that adds most; empty where the score is not explained.</param>
/// <param name="Attributions">JSON: one number a feature; null where the score is not explained.</param>
internal readonly record struct AnomalyReason(string Main, string? Attributions)
{
    /// <summary>One reason a row: explained for the top <paramref name="share"/> of the scores.</summary>
    public static AnomalyReason[] Of(IsolationForestModel model, FeatureMatrix features, double[] scores, double share, CancellationToken cancellation)
    {
        var reasons = new AnomalyReason[scores.Length];
        Array.Fill(reasons, new AnomalyReason("", null));
        var explained = (int)Math.Ceiling(scores.Length * share);
        var floor = scores.OrderDescending().ElementAt(Math.Max(0, explained - 1));
        var parts = new double[features.Width];
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] < floor)
                continue;
            cancellation.ThrowIfCancellationRequested();
            model.Attribute(features.Row(row), parts);
            var main = features.Columns[Array.IndexOf(parts, parts.Max())].Name;
            reasons[row] = new AnomalyReason(main, JsonSerializer.Serialize(Array.ConvertAll(parts, p => Math.Round(p, 4))));
        }

        return reasons;
    }
}
