using System.Globalization;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Pipeline.Steps;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Scoring;

/// <summary>What was altered in the warehouse is never parsed, and the last good version serves.</summary>
public sealed class TamperedModelTests
{
    [EngineFact]
    public async Task Champion_AHundredFlippedBitsAndCuts_NeverLoadsAndTheOneBeforeItServes()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var second = await bank.TrainAsync(algorithm: "gradient_boosting");
        await bank.Promotions.PromoteAsync(LearnableBank.Default, second, seen: 1, "it ranks better", "ana");
        var artefact = await bank.Versions.ArtefactAsync("default", second);
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            var damaged = Damaged(artefact, random, cut: i % 4 == 0);
            await StoreAsync(bank, second, damaged);
            var fresh = new LoadedModels(bank.Versions, bank.Champions);
            await Assert.ThrowsAsync<WarehouseException>(() => fresh.VersionAsync(LearnableBank.Default, second));
            var serving = (await fresh.ChampionAsync(LearnableBank.Default))!;
            Assert.Equal(1, serving.Version);
            Assert.Contains("its signature does not fit", serving.InsteadOf, StringComparison.Ordinal);
        }

        await StoreAsync(bank, second, artefact);
        Assert.Equal((second, null), (await new LoadedModels(bank.Versions, bank.Champions).ChampionAsync(LearnableBank.Default)) is { } good ? (good.Version, good.InsteadOf) : default);
    }

    [EngineFact]
    public async Task Version_ArtefactAndSignatureOfAnother_DoesNotLoad()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync();
        await bank.Bank.Database.WriteAsync(writer => writer.Execute("""
            UPDATE ml_model_versions
            SET artefact = (SELECT artefact FROM ml_model_versions WHERE version = 2), signature = (SELECT signature FROM ml_model_versions WHERE version = 2)
            WHERE version = 1
            """));
        await Assert.ThrowsAsync<WarehouseException>(() => bank.Versions.ArtefactAsync("default", 1));
    }

    [EngineFact]
    public async Task Version_OfAProgramThatDidNotSign_IsNotUsed()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.Bank.Database.WriteAsync(writer => writer.Execute("UPDATE ml_model_versions SET signature = NULL"));
        Assert.Null(await new LoadedModels(bank.Versions, bank.Champions).ChampionAsync(LearnableBank.Default));
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => bank.Versions.ArtefactAsync("default", 1));
        Assert.Contains("Retrain", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Every night's run failed on its report of the champion, although the version before it had scored everybody.</summary>
    [EngineFact]
    public async Task Champion_Altered_IsReportedAsTheVersionThatScoredAndListsItsScoresWithoutReasons()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var second = await bank.TrainAsync(algorithm: "gradient_boosting");
        await bank.Promotions.PromoteAsync(LearnableBank.Default, second, seen: 1, "it ranks better", "ana");
        await StoreAsync(bank, second, [1, 2, 3]);

        var scored = (await bank.Scoring.ScoreAsync(LearnableBank.Default, null, null, 1, (_, _) => { }))!;
        Assert.Equal(1, scored.Version);
        Assert.Contains("its signature does not fit", scored.InsteadOf, StringComparison.Ordinal);
        var report = await new ScoredModels(bank.Reports, bank.Scores, bank.Versions).OfAsync(LearnableBank.Default, scored, default);
        Assert.Equal((1, scored.Clients, ScoredModels.Riskiest), (report.Champion!.Version, report.Clients, report.Riskiest.Count));
        Assert.All(report.Riskiest, r => Assert.NotEmpty(r.Reasons));

        var (total, rows) = await bank.Scores.RiskiestAsync(LearnableBank.Default, second, scored.AsOf, 0, 0, 5);
        Assert.Equal(scored.Clients, total);
        Assert.All(rows, r => Assert.Empty(r.Reasons));
    }

    private static byte[] Damaged(byte[] artefact, Random random, bool cut)
    {
        if (cut)
            return artefact[..random.Next(artefact.Length)];
        var damaged = (byte[])artefact.Clone();
        damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static Task StoreAsync(LearnableBank bank, int version, byte[] artefact) => bank.Bank.Database.WriteAsync(writer =>
        writer.Execute(
            $"UPDATE ml_model_versions SET artefact = @artefact WHERE model_name = 'default' AND version = {version.ToString(CultureInfo.InvariantCulture)}",
            new { artefact }));
}
