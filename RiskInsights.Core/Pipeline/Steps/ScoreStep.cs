using System.Globalization;
using System.Text;
using System.Text.Json;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>
/// Scores all clients as of the newest date with the champion; trains first when that was asked for, when the champion is too
/// old, and when there is none. Scores of the same version and date are replaced: late rows may have changed them.
/// </summary>
internal sealed class ScoreStep(
    WarehouseDatabase warehouse, PortfolioRepository portfolio, DefaultTraining training, DefaultRiskRepository risk, ModelVersions versions, TimeProvider time)
    : IPipelineStep
{
    private const string ForgetSql = """
        DELETE FROM ml_scores WHERE model_name = @modelName AND version = @version AND as_of_date_key = @asOf
        """;

    private readonly DefaultFeatureQuery _query = new(warehouse);

    public string Name => StepNames.Score;

    public double Weight => 4;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        if (await portfolio.ExtentAsync(context.Cancellation) is not { } extent)
            return StepResult.Nothing("There are no transactions.", new ScoreSection([]));
        var (reason, trained, refused) = await TrainAsync(context);
        var champion = await versions.ChampionAsync(DefaultTraining.ModelName, context.Cancellation);
        DateOnly? asOf = null;
        if (champion is not null)
        {
            context.Report("job_scoring", 0.9);
            asOf = await ScoreAsync(champion, AsOfDates.Newest(extent.To), context.Cancellation);
        }

        var model = await ScoredModels.DefaultAsync(risk, champion, asOf, context.Cancellation) with
        {
            RetrainedBecause = reason,
            TrainedVersion = trained,
            TrainingRefused = refused,
        };
        var section = new ScoreSection([model]);
        return champion is null
            ? StepResult.Nothing($"{DefaultTraining.ModelName}: there is no model that scores. {refused}".TrimEnd(), section)
            : StepResult.Done(
                string.Create(CultureInfo.InvariantCulture, $"{model.Model} v{champion.Version}{(trained == champion.Version ? ", trained now" : "")}: {model.Clients} clients scored as of {asOf:yyyy-MM-dd}."),
                section);
    }

    private async Task<(string? Reason, int? Trained, string? Refused)> TrainAsync(StepContext context)
    {
        var reason = RetrainRule.ReasonOf(await versions.ListAsync(DefaultTraining.ModelName, context.Cancellation), context.Run, time.GetUtcNow());
        if (reason is null)
            return (null, null, null);
        try
        {
            var options = new LogisticRegressionOptions { Threads = context.Options.Threads };
            var version = await training.TrainAsync(options, context.Run.StartedBy, (doing, share) => context.Report(doing, share * 0.9), context.Cancellation);
            return (reason, version, null);
        }
        catch (TrainingRefusedException refusal) when (reason is not RetrainRule.Asked)
        {
            // Nobody asked for it now: the champion, if there is one, goes on scoring.
            return (reason, null, refusal.Reason);
        }
    }

    private async Task<DateOnly> ScoreAsync(ModelVersion champion, DateOnly asOf, CancellationToken cancellation)
    {
        var names = DefaultFeatures.All.Select(f => f.Name);
        if (!JsonSerializer.Deserialize<string[]>(champion.Features)!.SequenceEqual(names, StringComparer.Ordinal))
            throw new InvalidOperationException($"Version {champion.Version} of model {champion.ModelName} was trained on other features than this program computes: train it anew.");
        var model = LogisticRegressionModel.FromJson(Encoding.UTF8.GetString(await versions.ArtefactAsync(champion.ModelName, champion.Version, cancellation)));
        var scores = DefaultScores.Of(model, await _query.RowsAsync(asOf, cancellation), asOf);
        await warehouse.WriteAsync(
            writer =>
            {
                writer.Execute(ForgetSql, new { modelName = champion.ModelName, version = champion.Version, asOf = TimeDimension.KeyOf(asOf) });
                scores.Write(writer, champion.Version);
            },
            cancellation);
        return asOf;
    }
}
