using System.Text.Json;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>What the report says of a model.</summary>
internal static class ScoredModels
{
    /// <summary>Clients that a report lists.</summary>
    public const int Riskiest = 20;

    public static async Task<ScoredModel> DefaultAsync(DefaultRiskRepository risk, ModelVersion? champion, DateOnly? asOf, CancellationToken cancellation)
    {
        var (clients, riskiest) = champion is not null && asOf is { } date
            ? await risk.RiskiestAsync(champion.Version, date, 0, 0, Riskiest, cancellation)
            : (0, []);
        var evaluation = champion is null ? null : await risk.EvaluationAsync(champion.Version, cancellation);
        return new ScoredModel
        {
            Model = DefaultTraining.ModelName,
            Champion = champion is null ? null : Of(champion),
            RetrainedBecause = null,
            TrainedVersion = null,
            TrainingRefused = null,
            AsOf = asOf,
            Clients = clients,
            Metrics = champion is null ? new Dictionary<string, double>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, double>>(champion.Metrics)!,
            Classes = evaluation is null ? null : ClassesOf(evaluation),
            Riskiest = [.. riskiest.Select(r => new RiskiestClient(r.Rank, r.ClientId, r.Segment, r.Country, r.Probability, [.. r.Reasons.Select(x => x.Feature)]))],
        };
    }

    private static ChampionVersion Of(ModelVersion version) =>
        new(version.Version, version.Algorithm, version.CodeVersion, version.DataFingerprint, version.TrainedBy, version.TrainedAt);

    private static ClassMetrics ClassesOf(DefaultEvaluation evaluation)
    {
        var costs = DecisionCosts.Starting;
        var cheapest = ThresholdChoice.Of(evaluation, costs, null).Cheapest;
        return new ClassMetrics(
            cheapest.Threshold,
            costs.MissedDefault,
            costs.RefusedClient,
            [Of("negative", cheapest.Report.Negative), Of("positive", cheapest.Report.Positive)]);
    }

    private static ClassFigures Of(string name, ClassRecognition figures) => new(name, figures.Precision, figures.Recall, figures.F1, figures.Support);
}
