using RiskInsights.Core.ModelRegistry;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Evaluation;

public sealed class PromotionsTests
{
    [EngineFact]
    public async Task Promote_AChallengerAndBack_KeepsOneChampionAndWhoDecidedWhy()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync("ana");
        await bank.TrainAsync("ben", "gradient_boosting");
        await bank.Promotions.PromoteAsync(LearnableBank.Default, 2, seen: 1, "  finds more  ", "ben");
        Assert.Equal(["champion", "archived"], (await bank.Versions.ListAsync("default")).Select(v => v.Stage));
        await bank.Promotions.PromoteAsync(LearnableBank.Default, 1, seen: 2, "too many alarms", "ana");
        Assert.Equal(["archived", "champion"], (await bank.Versions.ListAsync("default")).Select(v => v.Stage));
        Assert.Equal(
            [(1, 2, "rollback", "too many alarms", "ana"), (2, 1, "promotion", "finds more", "ben"), (1, null, "first", "", "ana")],
            (await bank.Champions.HistoryAsync("default")).Select(p => (p.Version, p.ReplacedVersion, p.Kind, p.Reason, p.DecidedBy)));
    }

    [EngineFact]
    public async Task Rollback_ScoredAgain_GivesTheSameProbabilitiesBitForBit()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync(algorithm: "gradient_boosting");
        var asOf = (await bank.Reports.AsOfAsync(LearnableBank.Default, 1))!.Value;
        var golden = (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, asOf, 0, 0, 1000)).Rows.Select(r => (r.ClientKey, r.Probability)).ToList();
        await bank.Promotions.PromoteAsync(LearnableBank.Default, 2, 1, "try", "ana");
        await bank.Promotions.PromoteAsync(LearnableBank.Default, 1, 2, "back", "ana");
        var scored = await bank.Scoring.ScoreAsync(LearnableBank.Default, null, null, 1, (_, _) => { });
        Assert.Equal((1, asOf, golden.Count), (scored!.Version, scored.AsOf, scored.Clients));
        Assert.Equal(golden, (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, asOf, 0, 0, 1000)).Rows.Select(r => (r.ClientKey, r.Probability)));
    }

    [EngineFact]
    public async Task Promote_OverAChampionThatWasNotSeen_IsRefusedAndChangesNothing()
    {
        using var bank = await LearnableBank.CreateAsync();
        for (var i = 0; i < 3; i++)
            await bank.TrainAsync();
        await bank.Promotions.PromoteAsync(LearnableBank.Default, 2, seen: 1, "newer", "ana");
        var refused = await Assert.ThrowsAsync<PromotionRefusedException>(() => bank.Promotions.PromoteAsync(LearnableBank.Default, 3, seen: 1, "mine", "ben"));
        Assert.Equal(PromotionRefusal.Stale, refused.Refusal);
        Assert.Equal(["challenger", "champion", "archived"], (await bank.Versions.ListAsync("default")).Select(v => v.Stage));
    }

    /// <summary>The page did not know the champion that an older program had trained, and every promotion was refused as stale.</summary>
    [EngineFact]
    public async Task Promote_OverAChampionOfAnOlderProgram_NamesItAsSeen()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync();
        await bank.Bank.Database.WriteAsync(writer => writer.Execute("UPDATE ml_model_versions SET signature = NULL, evaluation_format = 1 WHERE version = 1"));
        var report = (await bank.Reports.ReportAsync(LearnableBank.Default, 2))!;
        Assert.Equal((null, 1), (report.Champion, report.ChampionVersion));
        await bank.Promotions.PromoteAsync(LearnableBank.Default, 2, report.ChampionVersion, "the old one cannot score", "ana");
        Assert.Equal(2, (await bank.Reports.ReportAsync(LearnableBank.Default, null))!.ChampionVersion);
    }

    [EngineTheory]
    [InlineData("signature = NULL", "champion", "archived")]
    [InlineData("evaluation_format = 1", "champion", "archived")]
    [InlineData("trained_by = 'ben'", "challenger", "champion")]
    public async Task Train_BesideAChampion_TakesOverOnlyFromOneThatCannotBeRead(string champion, string second, string first)
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.Bank.Database.WriteAsync(writer => writer.Execute("UPDATE ml_model_versions SET " + champion));
        await bank.TrainAsync("ben");
        Assert.Equal([second, first], (await bank.Versions.ListAsync("default")).Select(v => v.Stage));
        var newest = (await bank.Champions.HistoryAsync("default"))[0];
        if (second is ModelStage.Champion)
            Assert.Equal((2, 1, "first", "ben"), (newest.Version, newest.ReplacedVersion, newest.Kind, newest.DecidedBy));
        else
            Assert.Equal(1, newest.Version);
    }

    [EngineTheory]
    [InlineData(1, 1, "again", PromotionRefusal.Already)]
    [InlineData(9, 1, "ninth", PromotionRefusal.Unknown)]
    [InlineData(2, 1, " ", PromotionRefusal.NoReason)]
    public async Task Promote_WhatMayNotBe_IsRefusedWithTheReason(int version, int seen, string reason, PromotionRefusal refusal)
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync();
        Assert.Equal(refusal, (await Assert.ThrowsAsync<PromotionRefusedException>(
            () => bank.Promotions.PromoteAsync(LearnableBank.Default, version, seen, reason, "ana"))).Refusal);
    }

    [EngineFact]
    public async Task Promote_AVersionThatLearnedFromALeak_IsRefusedWhateverTheReason()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.PlantLeakAsync();
        var leaking = await bank.TrainAsync();
        var checks = (await bank.Promotions.ChecksAsync(LearnableBank.Default, leaking))!;
        Assert.Contains(checks, c => c is { Name: "leakage", Passed: false, IsBlocking: true });
        var refused = await Assert.ThrowsAsync<PromotionRefusedException>(
            () => bank.Promotions.PromoteAsync(LearnableBank.Default, leaking, 1, "I insist", "ana"));
        Assert.Equal(PromotionRefusal.Unsound, refused.Refusal);
    }
}
