using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Anomalies;

public sealed class AnomalyDetectionTests
{
    [EngineFact]
    public async Task Search_OfALongHistory_LetsTheFirstMonthOnlyTeach()
    {
        using var bank = await WatchedBank.CreateAsync();
        var scored = await bank.Anomalies.ScoredAsync(1);
        Assert.Equal(((WatchedBank.Days - AnomalySet.DaysToTeach) * 6) + WatchedBank.Strange.Length, scored);
        Assert.Equal(20240131, await bank.Bank.ValueAsync<int>("SELECT MIN(date_key) FROM ml_anomaly_scores"));
    }

    [EngineFact]
    public async Task Search_StrangeTransfers_HaveTheHighestScoresAndReasons()
    {
        using var bank = await WatchedBank.CreateAsync();
        var top = await bank.Anomalies.QueueAsync(1, WatchedBank.Everything, 0, AnomalySort.Score, 0, 4);
        Assert.Equal(WatchedBank.Strange, top.Select(r => r.TransactionId).Order());
        Assert.All(top, r =>
        {
            Assert.NotEmpty(r.Reasons);
            Assert.Equal(r.MainReason, r.Reasons[0].Feature);
            Assert.All(r.Reasons, reason => Assert.True(reason.Contribution > 0));
            Assert.Equal(r.Reasons.OrderByDescending(x => x.Contribution), r.Reasons);
        });
    }

    [EngineFact]
    public async Task Search_Again_ReplacesTheScoresAndTheChampion()
    {
        using var bank = await WatchedBank.CreateAsync();
        Assert.Equal(2, await bank.SearchAsync());
        Assert.Equal(2, (await bank.Anomalies.ChampionAsync())!.Version);
        Assert.Equal(0, await bank.Anomalies.ScoredAsync(1));
        Assert.Equal(1024, await bank.Anomalies.ScoredAsync(2));
    }

    [EngineFact]
    public async Task Search_Cancelled_LeavesWhatWasThere()
    {
        using var bank = await WatchedBank.CreateAsync();
        using var stop = new CancellationTokenSource();
        var search = bank.Detection.DetectAsync(
            AnomalyDetection.Recipe with { Trees = 5 },
            "tester",
            (step, _) =>
            {
                if (step == "job_storing")
                    stop.Cancel();
            },
            stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        Assert.Equal(1, (await bank.Anomalies.ChampionAsync())!.Version);
        Assert.Equal(1024, await bank.Anomalies.ScoredAsync(1));
        Assert.Equal([RunStatus.Cancelled, RunStatus.Finished], (await bank.Runs.ListAsync(RunFilter.Everything)).Runs.Select(r => r.Status));
    }

    [EngineFact]
    public async Task Search_ThatEnds_IsARunWithItsVersionSettingsAndMetrics()
    {
        using var bank = await WatchedBank.CreateAsync();
        var run = Assert.Single((await bank.Runs.ListAsync(RunFilter.Everything)).Runs);
        var version = (await bank.Anomalies.ChampionAsync())!;
        Assert.Equal((AnomalyDetection.ModelName, "isolation_forest", 1, "tester"), (run.ModelName, run.Algorithm, run.Version, run.StartedBy));
        Assert.Equal((version.DataFingerprint, version.CodeVersion), (run.DataFingerprint, run.CodeVersion));
        Assert.Equal((50d, 1024d, "true"), (run.Parameters["trees"].Number, run.Parameters["sample_size"].Number, run.Parameters["allow_constant_columns"].Text));
        Assert.Equal(1024, run.Metrics["transactions"]);
    }

    [EngineFact]
    public async Task Search_OfTooLittle_IsRefusedWithTheNumber()
    {
        using var bank = new SmallBank();
        await bank.WithAccountsAsync();
        await bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        var versions = new RiskInsights.Core.ModelRegistry.ModelVersions(bank.Database, Modelling.TestSignature.Create(), TimeProvider.System);
        var runs = new TrainingRuns(bank.Database, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<TrainingRefusedException>(
            () => new AnomalyDetection(bank.Database, versions, runs, TimeProvider.System).DetectAsync(AnomalyDetection.Recipe, "tester", (_, _) => { }));
        Assert.Contains("5 rows", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await versions.ChampionAsync(AnomalyDetection.ModelName));
        var run = Assert.Single((await runs.ListAsync(RunFilter.Everything)).Runs);
        Assert.Equal((RunStatus.Refused, refusal.Reason, (int?)null), (run.Status, run.Message, run.Version));
    }
}
