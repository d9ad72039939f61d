using System.Text.Json;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>What the report says of a model.</summary>
internal sealed class ScoredModels(ModelReports reports, ClientScores scores, ModelVersions versions)
{
    /// <summary>Clients that a report lists.</summary>
    public const int Riskiest = 20;

    /// <param name="scoring">By the champion, or by the version that stood in for one that could not be read; null where nobody was scored.</param>
    public async Task<ScoredModel> OfAsync(ModelRecipe recipe, ScoringResult? scoring, CancellationToken cancellation)
    {
        if (scoring is null)
            return Of(recipe, null);
        var scored = (await versions.ListAsync(recipe.Name, cancellation)).First(v => v.Version == scoring.Version);
        var (clients, riskiest) = await scores.RiskiestAsync(recipe, scored.Version, scoring.AsOf, 0, 0, Riskiest, cancellation);
        var evaluation = await reports.EvaluationAsync(recipe, scored.Version, cancellation);
        return Of(recipe, scored) with
        {
            AsOf = scoring.AsOf,
            Clients = clients,
            Classes = evaluation is null ? null : ClassesOf(evaluation, recipe.StartingCosts),
            Riskiest = [.. riskiest.Select(r => new RiskiestClient(r.Rank, r.ClientId, r.Segment, r.Country, r.Probability, [.. r.Reasons.Select(x => x.Feature)]))],
        };
    }

    private static ScoredModel Of(ModelRecipe recipe, ModelVersion? scored) => new()
    {
        Model = recipe.Name,
        Champion = scored is null ? null : Of(scored),
        RetrainedBecause = null,
        TrainedVersion = null,
        TrainingRefused = null,
        AsOf = null,
        Clients = 0,
        Metrics = scored is null ? new Dictionary<string, double>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, double>>(scored.Metrics)!,
        Classes = null,
        Riskiest = [],
    };

    private static ChampionVersion Of(ModelVersion version) =>
        new(version.Version, version.Algorithm, version.CodeVersion, version.DataFingerprint, version.TrainedBy, version.TrainedAt);

    private static ClassMetrics ClassesOf(ModelEvaluation evaluation, DecisionCosts costs)
    {
        var cheapest = ThresholdChoice.Of(evaluation, costs, null).Cheapest;
        return new ClassMetrics(
            cheapest.Threshold,
            costs.Missed,
            costs.FalseAlarm,
            [Of("negative", cheapest.Report.Negative), Of("positive", cheapest.Report.Positive)]);
    }

    private static ClassFigures Of(string name, ClassRecognition figures) => new(name, figures.Precision, figures.Recall, figures.F1, figures.Support);
}
