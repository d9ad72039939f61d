using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Scoring;

public sealed class ModelScoringTests
{
    [EngineFact]
    public async Task Score_AsOfAnEarlierDate_AddsItAndLeavesTheNewest()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var newest = (await bank.Reports.AsOfAsync(LearnableBank.Default, 1))!.Value;
        var before = await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, newest, 0, 0, 1000);

        var earlier = newest.AddMonths(-2);
        var scored = await bank.Scoring.ScoreAsync(LearnableBank.Default, 1, earlier, 1, (_, _) => { });
        Assert.Equal((1, earlier), (scored!.Version, scored.AsOf));
        Assert.Equal(scored.Clients, (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, earlier, 0, 0, 1)).Total);
        Assert.Equal(newest, await bank.Reports.AsOfAsync(LearnableBank.Default, 1));
        Assert.Equal(
            before.Rows.Select(r => (r.ClientKey, r.Probability)),
            (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, newest, 0, 0, 1000)).Rows.Select(r => (r.ClientKey, r.Probability)));
    }

    [EngineTheory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-60, 0)]
    public async Task Score_AsOfADateThatHasNoMeaning_IsRefusedWithThoseThatHave(int months, int days)
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var newest = (await bank.Reports.AsOfAsync(LearnableBank.Default, 1))!.Value;
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => bank.Scoring.ScoreAsync(LearnableBank.Default, null, newest.AddMonths(months).AddDays(days), 1, (_, _) => { }));
        Assert.Contains($"to {newest:yyyy-MM-dd}", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A program that knows one more input shifted those of a version from before it, in lists, on the client's page and in the export.</summary>
    [EngineFact]
    public async Task Score_ByAVersionFromBeforeAnInputInTheMiddle_KeepsTheInputsInTheVersionsOrder()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var newest = (await bank.Reports.AsOfAsync(LearnableBank.Default, 1))!.Value;
        var before = (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, newest, 0, 0, 3)).Rows;
        var row = (await bank.Scores.ScoredAsync(LearnableBank.Default, before[0].ClientKey))!.Row;

        var all = LearnableBank.Default.Features;
        var wider = LearnableBank.Default with { Features = [.. all.Take(3), new Feature("shoe_size", FeatureUnit.Count, _ => 41), .. all.Skip(3)] };
        var models = new LoadedModels(bank.Versions, bank.Champions);
        var scores = new ClientScores(bank.Bank.Database, models, new ScoredPopulations(bank.Bank.Database, TimeProvider.System));
        await new ModelScoring(bank.Bank.Database, bank.Versions, models, bank.History).ScoreAsync(wider, null, null, 1, (_, _) => { });

        Assert.Equivalent(before, (await scores.RiskiestAsync(wider, 1, newest, 0, 0, 3)).Rows, strict: true);
        var now = (await scores.ScoredAsync(wider, before[0].ClientKey))!.Row;
        Assert.Equal(row.Take(3).Append(float.NaN).Concat(row.Skip(3)), now);
    }

    /// <summary>On the command line a version that had learned from a leak could be asked to score, and its scores were stored.</summary>
    [EngineFact]
    public async Task Score_ByACandidate_IsRefusedInWords()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.PlantLeakAsync();
        var leaking = await bank.TrainAsync();
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => bank.Scoring.ScoreAsync(LearnableBank.Default, leaking, null, 1, (_, _) => { }));
        Assert.Contains("can never score", refused.Message, StringComparison.Ordinal);
        Assert.Null(await bank.Reports.AsOfAsync(LearnableBank.Default, leaking));
    }

    [EngineTheory]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Inputs_BesideAProfileThatCannotBeRead_ShowNoDrift(string profile)
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.Bank.Database.WriteAsync(writer => writer.Execute("UPDATE ml_model_versions SET input_profile = @profile", new { profile }));
        Assert.Equal((1, null), (await bank.Scoring.InputsAsync(LearnableBank.Default))! is var inputs ? (inputs.Champion, inputs.Drift) : default);
        Assert.Equal(1, (await bank.Scoring.ScoreAsync(LearnableBank.Default, null, null, 1, (_, _) => { }))!.Version);
        Assert.Empty(await bank.Reports.DriftAsync(LearnableBank.Default, 1));
    }

    [Theory]
    [InlineData("2023-01-01", "2023-07-01")]
    [InlineData("2023-01-02", "2023-08-01")]
    public void Oldest_OfAFirstDay_HasSixMonthsBeforeIt(string first, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), AsOfDates.Oldest(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture)));
}
