using System.Security.Cryptography;
using System.Text;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Pipeline;

/// <summary>The real steps on real files, on both engines.</summary>
public sealed class PipelineStepsTests : IAsyncLifetime
{
    private readonly PipelineBank _bank = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bank.DisposeAsync();

    [EngineFact]
    public async Task Run_NewBank_DoesTheWholeJobAndItsReportFollowsTheSchema()
    {
        await _bank.FillAsync();
        var first = await _bank.RunAsync();
        Assert.All((await _bank.StepsAsync(first)).Values, step => Assert.Equal(StepStatus.Done, step.Status));

        var stored = await _bank.ReportAsync(first);
        Assert.Empty(ReportSchema.Differences(stored.Content));
        var file = await File.ReadAllBytesAsync(Path.Combine(_bank.Folder.Reports, stored.FileName));
        Assert.Matches(@"^report_\d{8}_\d{6}\.json$", stored.FileName);
        Assert.Equal((stored.FileSha256, stored.ByteCount, stored.Content), (Convert.ToHexStringLower(SHA256.HashData(file)), file.LongLength, Encoding.UTF8.GetString(file)));
        Assert.Single(Directory.GetFileSystemEntries(_bank.Folder.Reports));

        var report = stored.Read();
        Assert.Equal((4, 0, 900L), (report.Import.Files.Count, report.Import.Refused, report.Data.Clients));
        Assert.Equal(report.Import.Read, report.Import.Loaded + report.Import.Unchanged + report.Import.Quarantined);
        Assert.Equal((report.Import.Read, report.Import.Quarantined), (report.Data.Quality.Read, report.Data.Quality.Quarantined));
        Assert.Equal(report.Data.Quality.Quarantined, report.Data.Quality.QuarantinedByRule.Sum(r => r.Rows));
        Assert.True(report.Data.Quality.Quarantined > 0);

        Assert.Equal(["default", "churn"], report.Scores.Models.Select(m => m.Model));
        var model = report.Scores.Models[0];
        var recipe = _bank.Get<ModelRecipes>()[DefaultRecipe.Name];
        Assert.Equal((1, "none_yet", 1), (model.Champion!.Version, model.RetrainedBecause, model.TrainedVersion));
        var evaluation = await _bank.Get<ModelReports>().EvaluationAsync(recipe, 1);
        Assert.Equal(evaluation!.Auc.Value, model.Metrics["auc"]);
        Assert.Equal(evaluation.TestPositives, model.Classes!.PerClass.Single(c => c.Class == "positive").Support);
        var (total, riskiest) = await _bank.Get<ClientScores>().RiskiestAsync(recipe, 1, model.AsOf!.Value, 0, 0, 20);
        Assert.Equal(total, model.Clients);
        Assert.Equal(riskiest.Select(r => (r.Rank, r.ClientId, r.Probability)), model.Riskiest.Select(r => (r.Rank, r.Client, r.Probability)));
        Assert.Equal((model.Clients, model.AsOf), report.Features.Models[0] is var inputs ? (inputs.Clients, (DateOnly?)inputs.AsOf) : default);
        Assert.Equal(await _bank.Get<AnomalyRepository>().ScoredAsync(1), report.Anomalies.Scored);
        Assert.InRange(report.Anomalies.Scored, 1, report.Data.Transactions);
        Assert.Equal(20, report.Anomalies.Top.Count);
        Assert.Equal(report.Anomalies.Top.Select(t => t.Score).OrderDescending(), report.Anomalies.Top.Select(t => t.Score));
        Assert.Equal(report.Data.Transactions, report.Exports.Tables.Single(t => t.Table == "fact_transactions").Rows);

        // Nothing new: the files and the anomalies are known, the scores are the same.
        var second = await _bank.RunAsync();
        var steps = await _bank.StepsAsync(second);
        Assert.Equal(
            [StepStatus.Nothing, StepStatus.Done, StepStatus.Done, StepStatus.Nothing, StepStatus.Done, StepStatus.Done],
            StepNames.All.Select(name => steps[name].Status));
        var again = (await _bank.ReportAsync(second)).Read();
        Assert.Equal(4, again.Import.InboxFiles);
        Assert.Equivalent(model.Riskiest, again.Scores.Models[0].Riskiest);
        Assert.Equal((1, report.Anomalies.Open), (again.Anomalies.Version!.Value, again.Anomalies.Open));
        Assert.Equal([1], (await _bank.Get<ModelVersions>().ListAsync(AnomalyDetection.ModelName)).Select(v => v.Version));

        var third = await _bank.RunAsync(new PipelineOptions { Retrain = true });
        // Whether the new version takes over is the promotion's checks to say; that it was made is the run's.
        Assert.Equal(("asked", 2), (await _bank.ReportAsync(third)).Read().Scores.Models[0] is var trained ? (trained.RetrainedBecause, trained.TrainedVersion!.Value) : default);
        Assert.Empty(ReportSchema.Differences((await _bank.ReportAsync(third)).Content));
    }

    [EngineFact]
    public async Task Run_EmptyFolder_HasNothingToDoButTheReport()
    {
        var runId = await _bank.RunAsync();
        var steps = await _bank.StepsAsync(runId);
        Assert.Equal(
            [StepStatus.Nothing, StepStatus.Nothing, StepStatus.Nothing, StepStatus.Nothing, StepStatus.Done, StepStatus.Done],
            StepNames.All.Select(name => steps[name].Status));
        var stored = await _bank.ReportAsync(runId);
        Assert.Empty(ReportSchema.Differences(stored.Content));
        Assert.Equal((null, 0L, null), stored.Read().Data is var data ? (data.FirstDay, data.Clients, data.Currency) : default);
    }

    [EngineFact]
    public async Task Run_BankTooSmallToTrainOn_SaysSoAndGoesOn()
    {
        _bank.FillSmall();
        var runId = await _bank.RunAsync();
        var steps = await _bank.StepsAsync(runId);
        Assert.Equal((StepStatus.Done, StepStatus.Nothing), (steps[StepNames.Import].Status, steps[StepNames.Score].Status));
        var stored = await _bank.ReportAsync(runId);
        Assert.Empty(ReportSchema.Differences(stored.Content));
        var model = stored.Read().Scores.Models[0];
        Assert.Equal((null, "none_yet"), (model.Champion, model.RetrainedBecause));
        Assert.Contains("events to learn from", model.TrainingRefused, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<PipelineFailedException>(() => _bank.RunAsync(new PipelineOptions { Retrain = true }));
        Assert.Equal(StepNames.Score, failure.Step);
    }

    [EngineFact]
    public async Task Import_OneFileRefused_LoadsTheOthersAndNamesIt()
    {
        _bank.FillSmall();
        _bank.Put("notes.csv", "a,b\n1,2\n");
        var report = (await _bank.ReportAsync(await _bank.RunAsync())).Read();
        Assert.Equal((5, 1, 12L), (report.Import.Files.Count, report.Import.Refused, report.Import.Loaded));
        Assert.Equal(("notes.csv", "wrong_columns", null), report.Import.Files.Single(f => f.Batch is null) is var refused ? (refused.File, refused.RefusedBy, refused.Source) : default);
    }

    [EngineFact]
    public async Task Import_EveryNewFileRefused_FailsAndGoesOnWhenTheFileIsGone()
    {
        _bank.FillSmall();
        await _bank.RunAsync();
        _bank.Put("notes.csv", "a,b\n1,2\n");
        var failure = await Assert.ThrowsAsync<PipelineFailedException>(() => _bank.RunAsync());
        Assert.Contains("notes.csv", failure.Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(_bank.Folder.Raw, "notes.csv"));
        var failed = (await _bank.Get<PipelineRuns>().NewestAsync())!.RunId;
        await _bank.GoOnAsync(failed);
        Assert.Equal((StepStatus.Nothing, 2), (await _bank.StepsAsync(failed))[StepNames.Import] is var step ? (step.Status, step.Attempt) : default);
        Assert.Empty(ReportSchema.Differences((await _bank.ReportAsync(failed)).Content));
    }

    [EngineFact]
    public async Task Inbox_LooksAtContent_NotAtNamesOrFolders()
    {
        var inbox = _bank.Get<Inbox>();
        Task<(IReadOnlyList<string> New, int All)> LookAsync() => inbox.LookAsync(new PipelineOptions(), (_, _) => { }, default);
        _bank.FillSmall();
        _bank.Put("readme.txt", "not a table");
        _bank.Put(".hidden.csv", "x");
        Directory.CreateDirectory(Path.Combine(_bank.Folder.Raw, "demo"));
        _bank.Put("demo/kyc.csv", SmallBank.Kyc + "\n");
        Assert.Equal((4, 4), await LookAsync() is var (fresh, all) ? (fresh.Count, all) : default);

        await _bank.RunAsync();
        Assert.Equal((0, 4), await LookAsync() is var (none, known) ? (none.Count, known) : default);
        File.Move(Path.Combine(_bank.Folder.Raw, "kyc.csv"), Path.Combine(_bank.Folder.Raw, "KYC_again.CSV"));
        Assert.Empty((await LookAsync()).New);
        _bank.Put("transactions.csv", SmallBank.Transactions + "6,A1,2024-02-02T08:00:00,-1.00,fee,system,FR,,1186.50\n");
        Assert.Equal(["transactions.csv"], (await LookAsync()).New.Select(Path.GetFileName));
    }

    /// <summary>Transactions that arrived before their accounts stayed in quarantine for good.</summary>
    [EngineFact]
    public async Task Import_RowsThatWaitedForAnAccount_AreLoadedWhenItCame()
    {
        _bank.Put("transactions.csv", SmallBank.Transactions);
        _bank.Put("kyc.csv", SmallBank.Kyc);
        Assert.Equal(5, (await _bank.ReportAsync(await _bank.RunAsync())).Read().Import.Quarantined);
        _bank.Put("accounts.csv", SmallBank.Accounts);
        var report = (await _bank.ReportAsync(await _bank.RunAsync())).Read();
        Assert.Equal((5L, 0L), (report.Data.Transactions, report.Import.Quarantined));
    }

    [EngineFact]
    public async Task Import_InboxThatIsNotThere_FailsWithItsPath()
    {
        var failure = await Assert.ThrowsAsync<PipelineFailedException>(() => _bank.RunAsync(new PipelineOptions { Inbox = "letters" }));
        Assert.Contains(Path.Combine(_bank.Folder.Root, "letters") + " is not there", failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Reports_TwoOfOneSecondAndOneAltered_KeepTheirNamesAndAreNotRead()
    {
        var (first, second) = (await _bank.RunAsync(), await _bank.RunAsync());
        var (one, two) = (await _bank.ReportAsync(first), await _bank.ReportAsync(second));
        Assert.NotEqual(one.FileName, two.FileName);
        Assert.Equal(first, one.Read().Run.RunId);
        await _bank.Get<WarehouseDatabase>().WriteAsync(writer => writer.Execute("UPDATE ops_reports SET content = REPLACE(content, 'ana', 'bob') WHERE run_id = @first", new { first }));
        var altered = await _bank.ReportAsync(first);
        Assert.Contains("was altered", Assert.Throws<WarehouseException>(altered.Read).Message, StringComparison.Ordinal);
    }
}
