using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Exploration;

public sealed class FeatureExplorationsTests
{
    private static readonly DateOnly Today = new(2025, 6, 30);

    [EngineFact]
    public async Task Find_AfterATraining_IsWhatItLearnedFromUntilMoreIsLoaded()
    {
        using var bank = await LearnableBank.CreateAsync();
        var explorations = Explorations(bank.Bank);
        Assert.Null(await explorations.FindAsync(DefaultRecipe.Name));

        var version = await bank.TrainAsync();
        var evaluation = (await bank.Reports.EvaluationAsync(LearnableBank.Default, version))!;
        var stored = (await explorations.FindAsync(DefaultRecipe.Name))!;
        Assert.False(stored.IsStale);
        Assert.Equal((evaluation.TrainRows, evaluation.TrainPositives), (stored.Content.Rows, stored.Content.Positives));
        Assert.Equal(evaluation.TrainDates, stored.Content.Dates.Select(d => d.Date));
        Assert.Equal(LearnableBank.Default.Features.Select(f => f.Name), stored.Content.Features.Select(f => f.Name));
        Assert.True(stored.Content.Find("missed_payments_365d")!.InformationValue > 0.02);

        await bank.PlantLeakAsync();
        Assert.True((await explorations.FindAsync(DefaultRecipe.Name))!.IsStale);

        await explorations.ExploreAsync(LearnableBank.Default, (_, _) => { });
        var renewed = (await explorations.FindAsync(DefaultRecipe.Name))!;
        Assert.False(renewed.IsStale);
        Assert.True(renewed.Content.Find("card_blocks_365d")!.Auc > 0.99);
    }

    [EngineFact]
    public async Task Explore_NoTransactions_IsRefusedInWords()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        var refused = await Assert.ThrowsAsync<TrainingRefusedException>(() => Explorations(bank).ExploreAsync(LearnableBank.Default, (_, _) => { }));
        Assert.Equal("There are no transactions.", refused.Reason);
    }

    private static FeatureExplorations Explorations(SmallBank bank) => new(bank.Database, new HistoryReader(bank.Database), new FixedTime(Today));
}
