using RiskInsights.Core.Ingestion;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

public sealed class ImportFilesJobTests : IAsyncLifetime
{
    private readonly JobProgram _program = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [EngineFact]
    public async Task Run_SomeFilesRefused_SucceedsAndSaysWhatBecameOfEach()
    {
        await _program.StartAsync();
        var upload = await _program.SendAsync(("accounts.csv", SmallBank.Accounts), ("notes.csv", "a,b\n1,2\n"), ("kyc.csv", SmallBank.Kyc));

        var job = await _program.RunAsync(_program.Factory.ImportFiles(upload));

        Assert.Equal((JobPhase.Succeeded, 1.0), (job.Phase, job.ShareDone));
        Assert.Equal(["notes.csv wrong_columns", "kyc.csv ", "accounts.csv "], TransferNews.OutcomesOf(job).Select(o => $"{o.FileName} {o.RefusedBy}"));
        Assert.Equal([null, 2L, 3L], TransferNews.OutcomesOf(job).Select(o => o.Report?.Loaded));
        Assert.Empty(_program.Waiting);
    }

    [EngineFact]
    public async Task Run_EveryFileRefused_FailsWithTheReasonsAndKeepsThem()
    {
        await _program.StartAsync();
        var upload = await _program.SendAsync(("empty.csv", ""), ("notes.csv", "a,b\n1,2\n"));

        var job = await _program.RunAsync(_program.Factory.ImportFiles(upload));

        Assert.Equal(JobPhase.Failed, job.Phase);
        Assert.Contains("empty.csv: The file is empty. (empty_file)", job.Error, StringComparison.Ordinal);
        Assert.Contains("(wrong_columns)", job.Error, StringComparison.Ordinal);
        Assert.Equal(["empty_file", "wrong_columns"], TransferNews.OutcomesOf(job).Select(o => o.RefusedBy));
        var stored = Assert.Single(await _program.Get<JobRepository>().NewestAsync(JobKinds.Import, 5));
        Assert.Equal((job.Result, job.Error), (stored.Result, stored.Error));
        Assert.Empty(_program.Waiting);
    }

    [EngineFact]
    public async Task Enqueue_TwoUploadsOfOneName_ImportsBoth()
    {
        var clients = _program.Factory.ImportFiles(await _program.SendAsync(("data.csv", SmallBank.Kyc)));
        var accounts = _program.Factory.ImportFiles(await _program.SendAsync(("data.csv", SmallBank.Accounts)));
        await _program.Queue.EnqueueAsync(clients, "tester");
        var running = _program.RunAsync(accounts);
        await _program.StartAsync();

        Assert.Equal("accounts", Assert.Single(TransferNews.OutcomesOf(await running)).Report!.Source);
        Assert.Equal(2, await _program.Get<BatchRepository>().CountAsync());
    }

    [EngineFact]
    public async Task Cancel_BeforeItBegan_RemovesTheFiles()
    {
        var job = _program.Factory.ImportFiles(await _program.SendAsync(("kyc.csv", SmallBank.Kyc)));
        var queued = await _program.Queue.EnqueueAsync(job, "tester");
        var ended = _program.RunAsync(job);
        Assert.Single(_program.Waiting);
        Assert.True(_program.Queue.Cancel(queued.JobId));
        await _program.StartAsync();

        Assert.Equal(JobPhase.Cancelled, (await ended).Phase);
        Assert.Empty(_program.Waiting);
        Assert.Equal(0, await _program.Get<BatchRepository>().CountAsync());
    }
}
