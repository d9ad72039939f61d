using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Pipeline;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Pipeline;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

/// <summary>Runs of the pipeline as jobs: joined, cancelled, gone on with, taken over.</summary>
public sealed class PipelineStartsTests : IAsyncLifetime
{
    private readonly Gate _gate = new();
    private readonly JobProgram _program;

    public PipelineStartsTests() => _program = new JobProgram(services =>
    {
        foreach (var step in services.Where(s => s.ServiceType == typeof(IPipelineStep)).ToList())
            services.Remove(step);
        services.AddSingleton<IPipelineStep>(new ScriptedStep("import"));
        services.AddSingleton<IPipelineStep>(new ScriptedStep("score", _gate.PassAsync));
    });

    private PipelineStarts Starts => _program.Get<PipelineStarts>();

    private PipelineRuns Runs => _program.Get<PipelineRuns>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [EngineFact]
    public async Task Start_Twice_JoinsTheOpenRun()
    {
        var ended = Ends();
        var first = await Starts.StartAsync(false, "Ada");
        var second = await Starts.StartAsync(true, "Ben");
        Assert.Equal((first.JobId, "Ada"), (second.JobId, second.StartedBy));
        Assert.Equal(PipelineStatus.Queued, Assert.Single(await Runs.ListAsync(0, 9)).Status);

        _gate.Open();
        await _program.StartAsync();
        Assert.Equal((JobPhase.Succeeded, """{"run":1}"""), await ended is var job ? (job.Phase, job.Result) : default);
        Assert.Equal((PipelineStatus.Succeeded, "Ada", false), await Runs.NewestAsync() is { } run ? (run.Status, run.StartedBy, run.Options.Retrain) : default);
        Assert.NotEqual(first.JobId, (await Starts.StartAsync(false, "Ada")).JobId);
        Assert.Equal(2, await Runs.CountAsync());
    }

    /// <summary>Two replicas that do not see each other's job yet.</summary>
    [EngineFact]
    public async Task Start_OpenJobThatThisReplicaDoesNotSee_JoinsItAndLeavesNoSecondRun()
    {
        var other = (await Runs.AddAsync(RunTrigger.Page, null, new PipelineOptions(), "elsewhere", "Ben"))!.Value;
        var job = await _program.Get<JobRepository>().AddAsync(_program.Factory.Pipeline(other), "elsewhere", "Ben", DateTimeOffset.UnixEpoch);
        Assert.Equal(job.JobId, (await Starts.StartAsync(false, "Ada")).JobId);
        Assert.Equal(other, Assert.Single(await Runs.ListAsync(0, 9)).RunId);
    }

    [EngineFact]
    public async Task StartScheduled_SameMomentTwice_StartsOnce()
    {
        var moment = new DateTimeOffset(2025, 10, 1, 6, 0, 0, TimeSpan.FromHours(2));
        Assert.NotNull(await Starts.StartScheduledAsync(moment));
        Assert.Null(await Starts.StartScheduledAsync(moment));
        Assert.Null(await Starts.StartScheduledAsync(moment.ToUniversalTime()));
        Assert.Equal((RunTrigger.Schedule, moment), Assert.Single(await Runs.ListAsync(0, 9)) is var run ? (run.Trigger, run.FireAt) : default);
    }

    [EngineFact]
    public async Task StartScheduled_WhileARunIsOpen_IsNotNeededAndKeepsItsMoment()
    {
        var open = await Starts.StartAsync(false, "Ada");
        var moment = new DateTimeOffset(2025, 10, 1, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal(open.JobId, (await Starts.StartScheduledAsync(moment))!.JobId);
        Assert.Equal((PipelineStatus.Skipped, false), await Runs.NewestAsync() is { } run ? (run.Status, run.CanRetry) : default);
        Assert.Null(await Starts.StartScheduledAsync(moment));
    }

    [EngineFact]
    public async Task Cancel_WhileAStepWorks_StopsItAndARetryGoesOn()
    {
        await _program.StartAsync();
        var cancelled = Ends();
        var job = await Starts.StartAsync(false, "Ada");
        await _gate.Reached;
        Assert.True(_program.Queue.Cancel(job.JobId));
        Assert.Equal(JobPhase.Cancelled, (await cancelled).Phase);
        Assert.Equal((PipelineStatus.Cancelled, true), await Runs.NewestAsync() is { } run ? (run.Status, run.CanRetry) : default);

        _gate.Open();
        var ended = Ends();
        Assert.NotNull(await Starts.RetryAsync(1, "Ben"));
        Assert.Equal(JobPhase.Succeeded, (await ended).Phase);
        Assert.Equal(["import 1 Done", "score 1 Stopped", "score 2 Done"], await AttemptsAsync());
        Assert.Equal(PipelineStatus.Succeeded, (await Runs.FindAsync(1))!.Status);
        Assert.Null(await Starts.RetryAsync(1, "Ben"));
        Assert.Null(await Starts.RetryAsync(99, "Ben"));
    }

    [EngineFact]
    public async Task Cancel_BeforeItBegan_ShowsOnTheRun()
    {
        var ended = Ends();
        var job = await Starts.StartAsync(false, "Ada");
        _program.Queue.Cancel(job.JobId);
        await _program.StartAsync();
        Assert.Equal(JobPhase.Cancelled, (await ended).Phase);
        Assert.Equal((PipelineStatus.Cancelled, null), await Runs.NewestAsync() is { } run ? (run.Status, run.StartedAt) : default);
    }

    [EngineFact]
    public async Task Run_StepFails_FailsTheJobWithTheReason()
    {
        _gate.Break("The disk is full.");
        await _program.StartAsync();
        var ended = Ends();
        await Starts.StartAsync(false, "Ada");
        Assert.Equal(JobPhase.Failed, (await ended).Phase);
        Assert.Equal((PipelineStatus.Failed, (await ended).Error), await Runs.NewestAsync() is { } run ? (run.Status, run.Error) : default);
        Assert.Contains("The disk is full", (await ended).Error, StringComparison.Ordinal);
    }

    /// <summary>A program that died while it ran a step: the next one goes on with that step.</summary>
    [Fact]
    public async Task Run_AfterItsProgramDied_GoesOnWithTheStepThatDidNotEnd()
    {
        var job = await Starts.StartAsync(false, "Ada");
        await new JobClaims(_program.Get<Core.Warehouse.WarehouseDatabase>(), _program.Get<ReplicaOptions>() with { Id = "dead" }, TimeProvider.System).ClaimAsync();
        var steps = _program.Get<StepRuns>();
        await steps.EndAsync(1, "import", await steps.BeginAsync(1, "import"), StepStatus.Done, "Loaded.", "{}");
        await steps.BeginAsync(1, "score");

        _gate.Open();
        var ended = Ends();
        await _program.StartAsync();
        Assert.Equal((job.JobId, JobPhase.Succeeded, 2), await ended is var end ? (end.JobId, end.Phase, end.Attempt) : default);
        Assert.Equal(["import 1 Done", "score 1 Stopped", "score 2 Done"], await AttemptsAsync());
    }

    [Fact]
    public async Task Claim_RunOfThePipeline_WaitsForWhatIsBeforeItAndHoldsBackWhatFollows()
    {
        var repository = _program.Get<JobRepository>();
        var claims = new JobClaims(_program.Get<Core.Warehouse.WarehouseDatabase>(), _program.Get<ReplicaOptions>(), TimeProvider.System);
        await repository.AddAsync(_program.Factory.Train(Core.Insights.Default.DefaultRecipe.Create()), null, "Ada", DateTimeOffset.UnixEpoch);
        await Starts.StartAsync(false, "Ada");
        await repository.AddAsync(_program.Factory.DetectAnomalies(), null, "Ada", DateTimeOffset.UnixEpoch);
        var training = await claims.ClaimAsync();
        Assert.Null(await claims.ClaimAsync());
        await claims.FinishAsync(training!.State with { Phase = JobPhase.Succeeded, FinishedAt = DateTimeOffset.UnixEpoch });
        Assert.Equal(JobKinds.Pipeline, (await claims.ClaimAsync())!.State.Kind);
        Assert.Null(await claims.ClaimAsync());
    }

    private async Task<IEnumerable<string>> AttemptsAsync() => (await _program.Get<StepRuns>().OfRunAsync(1)).Select(s => $"{s.Step} {s.Attempt} {s.Status}");

    /// <summary>The end of the next job.</summary>
    private Task<JobState> Ends()
    {
        var ended = new TaskCompletionSource<JobState>(TaskCreationOptions.RunContinuationsAsynchronously);
        _program.Queue.Changed += job =>
        {
            if (!job.IsOpen)
                ended.TrySetResult(job);
        };
        return ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>A step that waits until it may pass.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public void Open() => _open.TrySetResult();

        public void Break(string reason) => _open.TrySetException(new InvalidOperationException(reason));

        public async Task<StepResult> PassAsync(StepContext context)
        {
            _reached.TrySetResult();
            await _open.Task.WaitAsync(context.Cancellation);
            return StepResult.Done("Scored.", new { name = "score" });
        }
    }
}
