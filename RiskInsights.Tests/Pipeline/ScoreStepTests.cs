using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Pipeline.Steps;
using RiskInsights.Tests.Modelling;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Pipeline;

public sealed class ScoreStepTests
{
    /// <summary>Without what moves with the calendar alone, such as the tenure of clients who all came on one day.</summary>
    private static readonly ModelRecipe Recipe = LearnableBank.Default with
    {
        Features = [.. LearnableBank.Default.Features.Where(f => f.Name is "missed_payments_90d" or "missed_payments_365d" or "overdrawn_share")],
    };

    private readonly MovingTime _time = new(new DateTimeOffset(2025, 6, 1, 6, 0, 0, TimeSpan.Zero));

    /// <summary>Promotions were recorded in the name of whoever had started the run.</summary>
    [EngineFact]
    public async Task Run_NewVersionThatPassesEveryCheck_IsPromotedByThePipeline()
    {
        using var bank = await WithChampionAsync();
        await RunAsync(bank, Run(retrain: true));
        await PromotedByThePipelineAsync(bank);
    }

    /// <summary>Killed between the training and the promotion, a run left its version waiting for ever.</summary>
    [EngineFact]
    public async Task Run_BegunAgainAfterItHadTrained_PromotesWhatItTrained()
    {
        using var bank = await WithChampionAsync();
        var run = Run(retrain: true);
        _time.Advance(TimeSpan.FromMinutes(5));
        await bank.TrainAsync(run.StartedBy, recipe: Recipe);
        _time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(bank, run);
        await PromotedByThePipelineAsync(bank);
    }

    [EngineFact]
    public async Task Run_BegunAgainBesideAVersionThatAnotherTrained_LeavesItToThem()
    {
        using var bank = await WithChampionAsync();
        var run = Run(retrain: false);
        _time.Advance(TimeSpan.FromMinutes(5));
        await bank.TrainAsync("ben", recipe: Recipe);
        await RunAsync(bank, run);
        Assert.Equal(["challenger", "champion"], (await bank.Versions.ListAsync("default")).Select(v => v.Stage));
    }

    private static async Task PromotedByThePipelineAsync(LearnableBank bank)
    {
        Assert.DoesNotContain((await bank.Promotions.ChecksAsync(Recipe, 2))!, c => !c.Passed);
        Assert.Equal(["champion", "archived"], (await bank.Versions.ListAsync("default")).Select(v => v.Stage));
        var decision = (await bank.Champions.HistoryAsync("default"))[0];
        Assert.Equal((2, 1, "promotion", "pipeline"), (decision.Version, decision.ReplacedVersion, decision.Kind, decision.DecidedBy));
    }

    private static Task RunAsync(LearnableBank bank, PipelineRun run)
    {
        var models = new ScoredModels(bank.Reports, bank.Scores, bank.Versions);
        var step = new ScoreStep(new ModelRecipes([Recipe]), bank.Training, bank.Scoring, models, bank.Promotions, bank.Versions, TimeProvider.System);
        return step.RunAsync(new StepContext(run, new Dictionary<string, string>(StringComparer.Ordinal), (_, _) => { }, default));
    }

    private async Task<LearnableBank> WithChampionAsync()
    {
        var bank = await LearnableBank.CreateAsync(time: _time);
        await bank.TrainAsync("zoe", recipe: Recipe);
        _time.Advance(TimeSpan.FromDays(1));
        return bank;
    }

    private PipelineRun Run(bool retrain) => new()
    {
        RunId = 1,
        Trigger = RunTrigger.Page,
        Options = new PipelineOptions { Retrain = retrain },
        Status = PipelineStatus.Running,
        StartedBy = "ana",
        CreatedAt = _time.GetUtcNow(),
    };
}
