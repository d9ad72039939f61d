using System.Globalization;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>
/// Scores all clients as of the newest date with each model's champion; trains first when that was asked for, when the newest version is
/// too old, and when there is none. A new version that passes every check takes over; one that does not waits for an analyst.
/// </summary>
internal sealed class ScoreStep(
    ModelRecipes recipes, ModelTraining training, ModelScoring scoring, ScoredModels models, Promotions promotions, ModelVersions versions, TimeProvider time)
    : IPipelineStep
{
    /// <summary>Who decided a promotion that nobody was asked about. Whoever started the run did not.</summary>
    public const string DecidedBy = "pipeline";

    public string Name => StepNames.Score;

    public double Weight => 4;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        var (scored, messages, did) = (new List<ScoredModel>(), new List<string>(), false);
        for (var i = 0; i < recipes.All.Count; i++)
        {
            var (recipe, first) = (recipes.All[i], (double)i / recipes.All.Count);
            void Report(string doing, double share) => context.Report(doing, first + (share / recipes.All.Count));
            var (reason, trained, refused) = await TrainAsync(recipe, context, Report);
            Report("job_scoring", 0.9);
            var result = await scoring.ScoreAsync(recipe, null, null, context.Options.Threads, (_, _) => { }, context.Cancellation);
            var model = await models.OfAsync(recipe, result, context.Cancellation) with { RetrainedBecause = reason, TrainedVersion = trained, TrainingRefused = refused };
            scored.Add(model);
            did |= result is not null;
            messages.Add(result is null
                ? $"{recipe.Name}: there is no model that scores. {refused}".TrimEnd()
                : string.Create(CultureInfo.InvariantCulture, $"{recipe.Name} v{result.Version}{(trained == result.Version ? ", trained now" : "")}: {result.Clients} clients scored as of {result.AsOf:yyyy-MM-dd}. {result.InsteadOf}").TrimEnd());
        }

        var (message, section) = (string.Join(' ', messages), new ScoreSection(scored));
        return did ? StepResult.Done(message, section) : StepResult.Nothing(message, section);
    }

    private async Task<(string? Reason, int? Trained, string? Refused)> TrainAsync(ModelRecipe recipe, StepContext context, Action<string, double> report)
    {
        var all = await versions.ListAsync(recipe.Name, context.Cancellation);
        var reason = RetrainRule.ReasonOf(all, context.Run, time.GetUtcNow());
        if (reason is null)
            return (null, await GoOnAsync(recipe, all, context), null);
        try
        {
            var version = await training.TrainAsync(
                recipe, new TrainingRequest(), context.Run.StartedBy, context.Options.Threads, (doing, share) => report(doing, share * 0.9), context.Cancellation);
            await PromoteAsync(recipe, version, context);
            return (reason, version, null);
        }
        catch (TrainingRefusedException refusal) when (reason is not RetrainRule.Asked)
        {
            // Nobody asked for it now: the champion, if there is one, goes on scoring.
            return (reason, null, refusal.Reason);
        }
    }

    /// <summary>The version that this run trained before it was begun again, promoted if that had not come to pass; null where it trained none.</summary>
    private async Task<int?> GoOnAsync(ModelRecipe recipe, IReadOnlyList<ModelVersion> all, StepContext context)
    {
        var run = context.Run;
        if (all.FirstOrDefault(v => v.TrainedAt >= run.CreatedAt && string.Equals(v.TrainedBy, run.StartedBy, StringComparison.Ordinal)) is not { } trained)
            return null;
        if (trained.Stage is ModelStage.Challenger)
            await PromoteAsync(recipe, trained.Version, context);
        return trained.Version;
    }

    private async Task PromoteAsync(ModelRecipe recipe, int version, StepContext context)
    {
        if (await versions.ChampionAsync(recipe.Name, context.Cancellation) is not { } champion || champion.Version == version)
            return;
        var checks = await promotions.ChecksAsync(recipe, version, context.Cancellation);
        if (checks is not null && checks.All(c => c.Passed))
            await promotions.PromoteAsync(recipe, version, champion.Version, "Pipeline: every check passed.", DecidedBy, context.Cancellation);
    }
}
