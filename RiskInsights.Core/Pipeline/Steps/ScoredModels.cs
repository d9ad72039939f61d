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

    /// <param name="asOf">The date of the champion's scores; null where nobody was scored.</param>
    public async Task<ScoredModel> OfAsync(ModelRecipe recipe, DateOnly? asOf, CancellationToken cancellation)
    {
        var champion = await versions.ChampionAsync(recipe.Name, cancellation);
        var (clients, riskiest) = champion is not null && asOf is { } date
            ? await scores.RiskiestAsync(recipe, champion.Version, date, 0, 0, Riskiest, cancellation)
            : (0, []);
        var evaluation = champion is null ? null : await reports.EvaluationAsync(recipe, champion.Version, cancellation);
        return new ScoredModel
        {
            Model = recipe.Name,
            Champion = champion is null ? null : Of(champion),
            RetrainedBecause = null,
            TrainedVersion = null,
            TrainingRefused = null,
            AsOf = asOf,
            Clients = clients,
            Metrics = champion is null ? new Dictionary<string, double>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, double>>(champion.Metrics)!,
            Classes = evaluation is null ? null : ClassesOf(evaluation, recipe.StartingCosts),
            Riskiest = [.. riskiest.Select(r => new RiskiestClient(r.Rank, r.ClientId, r.Segment, r.Country, r.Probability, [.. r.Reasons.Select(x => x.Feature)]))],
        };
    }

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
