using RiskInsights.Core.MachineLearning.Leakage;
using RiskInsights.Core.Modelling.Evaluation;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>Looks for inputs that give the label away: a version that learned from one never scores.</summary>
internal static class LeakSearch
{
    public static IReadOnlyList<LeakingFeature> In(TrainingRows rows, CancellationToken cancellation) =>
        [.. LeakageReport.Of(rows.Features, rows.Labels, cancellation).Findings.Select(f => new LeakingFeature(f.Column, f.Auc))];
}
