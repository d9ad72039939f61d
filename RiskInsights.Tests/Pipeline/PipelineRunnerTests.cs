using RiskInsights.Core.Pipeline;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Pipeline;

/// <summary>How runs begin, end, fail and go on, whatever the steps do.</summary>
public sealed class PipelineRunnerTests : IDisposable
{
    private const string Place = "folder1";

    private readonly TemporaryWarehouse _warehouse = new();
    private readonly PipelineRuns _runs;
    private readonly StepRuns _steps;
    private readonly List<(string Step, double Share)> _told = [];

    public PipelineRunnerTests()
    {
        _runs = new PipelineRuns(_warehouse.Database, TimeProvider.System);
        _steps = new StepRuns(_warehouse.Database, TimeProvider.System);
    }

    public void Dispose() => _warehouse.Dispose();

    [EngineFact]
    public async Task Run_EveryStepEndsWell_StoresWhatEachDidAndTellsHowFarItIs()
    {
        var seen = "";
        var second = new ScriptedStep("score", context =>
        {
            context.Report("halfway", 0.5);
            seen = context.Section<Named>("import")!.Name;
            return Task.FromResult(StepResult.Nothing("There is no model.", new Named("score")));
        });
        var runId = await AddAsync();
        await RunAsync(runId, default, new ScriptedStep("import"), second);

        Assert.Equal("import", seen);
        Assert.Equal(["import 1 Done import is done.", "score 1 Nothing There is no model."], await AttemptsAsync(runId));
        var run = await _runs.FindAsync(runId);
        Assert.Equal((PipelineStatus.Succeeded, null, false), (run!.Status, run.Error, run.CanRetry));
        Assert.True(run.StartedAt <= run.FinishedAt);
        Assert.Equal([("import", 0), ("score", 0.5), ("score", 0.75)], _told);
    }

    [EngineFact]
    public async Task Run_StepFails_SaysWhatStandsAndARetryGoesOnThere()
    {
        var works = false;
        var (first, third) = (new ScriptedStep("import"), new ScriptedStep("exports"));
        var second = new ScriptedStep("score", _ => works
            ? Task.FromResult(StepResult.Done("Now it works.", new Named("score")))
            : throw new InvalidOperationException("The disk is full."));
        var runId = await AddAsync();

        var failure = await Assert.ThrowsAsync<PipelineFailedException>(() => RunAsync(runId, default, first, second, third));
        Assert.Equal("score", failure.Step);
        Assert.Equal(
            "The step score failed: The disk is full. What this run did before it stands (import); of score and what follows, the results of the run before stand. A retry goes on with score.",
            failure.Message);
        var failed = await _runs.FindAsync(runId);
        Assert.Equal((PipelineStatus.Failed, failure.Message, true), (failed!.Status, failed.Error, failed.CanRetry));

        works = true;
        await RunAsync(runId, default, first, second, third);
        Assert.Equal((1, 2, 1), (first.Runs, second.Runs, third.Runs));
        Assert.Equal(["import 1 Done import is done.", "score 1 Failed The disk is full.", "score 2 Done Now it works.", "exports 1 Done exports is done."], await AttemptsAsync(runId));
        Assert.Equal((PipelineStatus.Succeeded, null), await _runs.FindAsync(runId) is { } run ? (run.Status, run.Error) : default);
    }

    [EngineFact]
    public async Task Run_Cancelled_StopsTheStepAndCanGoOn()
    {
        using var cancel = new CancellationTokenSource();
        var wait = true;
        var step = new ScriptedStep("anomalies", async context =>
        {
            if (wait)
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.Cancellation);
            }

            return StepResult.Done("Found.", new Named("anomalies"));
        });
        var runId = await AddAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(runId, cancel.Token, new ScriptedStep("import"), step));
        Assert.Equal(["import 1 Done import is done.", "anomalies 1 Stopped "], await AttemptsAsync(runId));
        Assert.Equal((PipelineStatus.Cancelled, true), await _runs.FindAsync(runId) is { } run ? (run.Status, run.CanRetry) : default);

        wait = false;
        await RunAsync(runId, default, new ScriptedStep("import"), step);
        Assert.Equal(["import 1 Done import is done.", "anomalies 1 Stopped ", "anomalies 2 Done Found."], await AttemptsAsync(runId));
    }

    /// <summary>A program that died in the middle of a step left it as if it still ran.</summary>
    [EngineFact]
    public async Task Run_AfterItsProgramDied_GoesOnWithTheFirstStepThatDidNotEnd()
    {
        var runId = await AddAsync();
        var attempt = await _steps.BeginAsync(runId, "import");
        await _steps.EndAsync(runId, "import", attempt, StepStatus.Done, "Loaded.", """{"name":"import"}""");
        await _steps.BeginAsync(runId, "score");

        var import = new ScriptedStep("import");
        await RunAsync(runId, default, import, new ScriptedStep("score"));
        Assert.Equal(0, import.Runs);
        Assert.Equal(["import 1 Done Loaded.", "score 1 Stopped ", "score 2 Done score is done."], await AttemptsAsync(runId));
    }

    [EngineFact]
    public async Task Run_WhileAnotherWorksInTheFolder_IsRefusedAndChangesNothing()
    {
        var (first, second) = (await AddAsync(), await AddAsync());
        var refused = "";
        var step = new ScriptedStep("import", async _ =>
        {
            refused = (await Assert.ThrowsAsync<IOException>(() => RunAsync(second, default, new ScriptedStep("import")))).Message;
            return StepResult.Done("Loaded.", new Named("import"));
        });
        await RunAsync(first, default, step);
        Assert.StartsWith("Another run of the pipeline is under way", refused, StringComparison.Ordinal);
        Assert.Empty(await AttemptsAsync(second));
    }

    /// <summary>Killed on the command line, a run seemed to go on for ever.</summary>
    [EngineFact]
    public async Task Run_AfterACommandWasKilled_EndsThatRunAsFailed()
    {
        var (killed, elsewhere) = (await AddAsync(), await _runs.AddAsync(RunTrigger.Command, null, new PipelineOptions(), "folder2", "ana"));
        await _runs.BeginAsync(killed);
        await RunAsync(await AddAsync(), default, new ScriptedStep("import"));
        Assert.Equal(PipelineStatus.Failed, (await _runs.FindAsync(killed))!.Status);
        Assert.Equal(PipelineStatus.Queued, (await _runs.FindAsync(elsewhere!.Value))!.Status);
    }

    [EngineFact]
    public async Task Add_OneMomentOfTheSchedule_HasOneRunAndPeopleHaveAny()
    {
        var moment = new DateTimeOffset(2025, 10, 1, 4, 0, 0, TimeSpan.Zero);
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _runs.AddAsync(RunTrigger.Schedule, moment, new PipelineOptions(), $"folder{i}", "schedule")));
        Assert.Single(added.OfType<long>());
        Assert.NotNull(await _runs.AddAsync(RunTrigger.Schedule, moment.AddDays(1), new PipelineOptions(), Place, "schedule"));
        Assert.NotEqual(await AddAsync(), await AddAsync());
        Assert.Equal(4, await _runs.CountAsync());
        Assert.Equal((moment.AddDays(1), RunTrigger.Schedule), (await _runs.ListAsync(2, 1)) is [var run] ? (run.FireAt, run.Trigger) : default);
    }

    [EngineFact]
    public async Task Find_RunWithOptions_GivesThemBack()
    {
        var options = new PipelineOptions { Retrain = true, RetrainAfterDays = 30, Inbox = "in", Threads = 3 };
        var runId = await _runs.AddAsync(RunTrigger.Page, null, options, Place, "Zoé");
        var run = await _runs.FindAsync(runId!.Value);
        Assert.Equal((options, "Zoé", PipelineStatus.Queued, null, null), (run!.Options, run.StartedBy, run.Status, run.StartedAt, run.ReportId));
        Assert.Null(await _runs.FindAsync(runId.Value + 1));
    }

    private async Task<long> AddAsync() => (await _runs.AddAsync(RunTrigger.Command, null, new PipelineOptions(), Place, "ana"))!.Value;

    private Task RunAsync(long runId, CancellationToken cancellation, params IPipelineStep[] steps) =>
        new PipelineRunner(steps, _runs, _steps, _warehouse.Folder, TimeProvider.System)
            .RunAsync(runId, Place, new PipelineProgress((step, _, share) => _told.Add((step, share))), cancellation);

    private async Task<IEnumerable<string>> AttemptsAsync(long runId) =>
        (await _steps.OfRunAsync(runId)).Select(s => $"{s.Step} {s.Attempt} {s.Status} {s.Message}");

    private sealed record Named(string Name);
}
