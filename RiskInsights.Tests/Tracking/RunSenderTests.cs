using System.Text;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Tracking;
using RiskInsights.Tests.ModelRegistry.Runs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Tracking;

public sealed class RunSenderTests
{
    [EngineFact]
    public async Task Send_TrainingWithAVersion_HasAllOfItThere()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        var mlflow = warehouse.Mlflow;
        await warehouse.TrainAsync(run: SomeRuns.Default(0.8) with { RunId = new string('a', 32), Metrics = new Dictionary<string, double> { ["auc"] = 0.8, ["ks"] = double.NaN } });

        Assert.Equal(1, await warehouse.SendAsync());

        var run = Assert.Single(mlflow.Runs);
        Assert.Equal(mlflow.Experiments["riskinsights-default"], run.ExperimentId);
        Assert.Equal(("FINISHED", "Ada"), (run.Status, run.User));
        Assert.Equal((SomeRuns.Started.ToUnixTimeMilliseconds(), SomeRuns.Started.AddSeconds(42).ToUnixTimeMilliseconds()), (run.StartTime, run.EndTime));
        Assert.Equal(["learning_rate=0.1", "max_depth=4", "objective=logistic"], run.Params.Select(p => $"{p.Key}={p.Value}").Order());
        Assert.Equal((0.8, double.NaN), (run.Metric("auc"), run.Metric("ks")));
        Assert.Equal(
            ("default v1", "Ada", "RiskInsights", "abc123", new string('a', 32), "1"),
            (run.Tags["mlflow.runName"], run.Tags["mlflow.user"], run.Tags["mlflow.source.name"], run.Tags["riskinsights_data_fingerprint"], run.Tags["riskinsights_run_id"], run.Tags["riskinsights_version"]));
        Assert.NotEmpty(run.Tags["riskinsights_code_version"]);
        Assert.Equal("the model's bytes", Encoding.UTF8.GetString(mlflow.Files[$"{run.ExperimentId}/{run.Id}/artifacts/model/model.json"]));
        Assert.Equal("""{"auc":0.8}""", Encoding.UTF8.GetString(mlflow.Files[$"{run.ExperimentId}/{run.Id}/artifacts/evaluation.json"]));
        var version = Assert.Single(mlflow.Versions);
        Assert.Equal(
            ("riskinsights-default", "1", run.Id, $"mlflow-artifacts:/{run.ExperimentId}/{run.Id}/artifacts/model", "Production"),
            (version.Name, version.Version, version.RunId, version.Source, version.Stage));
        var state = await warehouse.StateAsync(1);
        Assert.Equal((run.Id, run.ExperimentId, "1", (string?)null), (state.MlflowRunId, state.MlflowExperimentId, state.MlflowVersion, state.SendError));
        Assert.NotNull(state.SentAt);
    }

    [EngineFact]
    public async Task Send_WhatIsSent_AsksNothingMore()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        await warehouse.SendAsync();
        warehouse.Mlflow.Calls.Clear();
        warehouse.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await warehouse.SendAsync());
        Assert.Empty(warehouse.Mlflow.Calls);
    }

    [Theory]
    [InlineData(RunStatus.Refused, "FAILED")]
    [InlineData(RunStatus.Failed, "FAILED")]
    [InlineData(RunStatus.Cancelled, "KILLED")]
    public async Task Send_RunWithoutAVersion_EndsAsItDidAndRegistersNothing(string status, string there)
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.Runs.AddAsync(SomeRuns.Default(0.8) with { Status = status, Message = "5 rows" });
        await warehouse.SendAsync();
        var run = warehouse.Mlflow.Run("default #1");
        Assert.Equal((there, "5 rows"), (run.Status, run.Tags["mlflow.note.content"]));
        Assert.Empty(warehouse.Mlflow.Models);
        Assert.Empty(warehouse.Mlflow.Files);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_SearchAndItsTrials_AreNestedWhicheverComesFirst(bool searchFirst)
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        var search = SomeRuns.Default(0.8);
        var trial = SomeRuns.Default(0.7) with { Kind = RunKind.Trial, ParentRunId = search.RunId };
        foreach (var run in searchFirst ? [search, trial] : new[] { trial, search })
        {
            await warehouse.Runs.AddAsync(run);
            await warehouse.SendAsync();
        }

        var runs = warehouse.Mlflow.Runs.ToDictionary(r => r.Tags["riskinsights_run_id"]);
        Assert.Equal(runs[search.RunId].Id, runs[trial.RunId].Tags["mlflow.parentRunId"]);
        Assert.False(runs[search.RunId].Tags.ContainsKey("mlflow.parentRunId"));
    }

    [Fact]
    public async Task Send_ManyParametersAndMetrics_ComeInSeveralCalls()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.Runs.AddAsync(SomeRuns.Default(0.8) with
        {
            Metrics = Enumerable.Range(0, 1500).ToDictionary(i => $"m{i}", i => (double)i),
            Parameters = Enumerable.Range(0, 230).ToDictionary(i => $"p{i}", i => RunValue.Of(new string('x', 300 + i))),
        });
        Assert.Equal(1, await warehouse.SendAsync());
        var run = Assert.Single(warehouse.Mlflow.Runs);
        Assert.Equal((1500, 230), (run.Metrics.Count, run.Params.Count));
        Assert.Equal(250, run.Params["p0"].Length);
    }

    [EngineFact]
    public async Task Champion_AfterANewVersionAndARollback_IsTheOneInProduction()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        await warehouse.SendAsync();
        await warehouse.TrainAsync(isSound: false);
        await warehouse.SendAsync();
        Assert.Equal(["Production", "None"], warehouse.Mlflow.Versions.Select(v => v.Stage));
        await warehouse.TrainAsync();
        await warehouse.SendAsync();
        Assert.Equal(["Archived", "None", "Production"], warehouse.Mlflow.Versions.Select(v => v.Stage));

        await warehouse.Database.WriteAsync(writer =>
        {
            writer.Execute("UPDATE ml_model_versions SET stage = 'archived' WHERE version = 3");
            writer.Execute("UPDATE ml_model_versions SET stage = 'champion' WHERE version = 1");
        });
        await warehouse.SendAsync();
        Assert.Equal(["Production", "None", "Archived"], warehouse.Mlflow.Versions.Select(v => v.Stage));
        warehouse.Mlflow.Calls.Clear();
        await warehouse.SendAsync();
        Assert.Empty(warehouse.Mlflow.Calls);
    }

    [Fact]
    public async Task Champion_OnAServerThatKnowsAliases_GetsTheAliasAndNoStage()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        warehouse.Mlflow.KnowsAliases = true;
        await warehouse.TrainAsync();
        await warehouse.SendAsync();
        Assert.Equal("1", warehouse.Mlflow.Champions["riskinsights-default"]);
        Assert.Equal("None", Assert.Single(warehouse.Mlflow.Versions).Stage);
    }

    [Fact]
    public async Task Send_ToAServerThatTakesNoFiles_SaysSoWithTheRun()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        warehouse.Mlflow.ServesArtefacts = false;
        await warehouse.TrainAsync();
        Assert.Equal(1, await warehouse.SendAsync());
        Assert.StartsWith("not sent", Assert.Single(warehouse.Mlflow.Runs).Tags["riskinsights_artefact"], StringComparison.Ordinal);
        Assert.StartsWith("s3://bucket/", Assert.Single(warehouse.Mlflow.Versions).Source, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Lease_OfTwoReplicas_LetsOneSendUntilItIsGivenBackOrRunsOut()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        var (one, two) = (warehouse.Lease("one"), warehouse.Lease("two"));
        Assert.True(await one.TakeAsync());
        Assert.True(await one.TakeAsync());
        if (!warehouse.Database.IsShared)
        {
            // Nobody else can have the file open: who holds the lease there has died.
            Assert.True(await two.TakeAsync());
            return;
        }

        Assert.False(await two.TakeAsync());
        await two.GiveBackAsync();
        Assert.False(await two.TakeAsync());
        warehouse.Time.Advance(SenderLease.Length);
        Assert.True(await two.TakeAsync());
        Assert.False(await one.TakeAsync());
        await two.GiveBackAsync();
        Assert.True(await one.TakeAsync());
    }

    [PostgresFact]
    public async Task Send_ByTwoReplicasAtOnce_DoublesNothing()
    {
        await using var warehouse = await PostgresAsync();
        for (var i = 0; i < 5; i++)
            await warehouse.TrainAsync();
        var sent = await Task.WhenAll(new[] { "one", "two", "three" }.Select(owner => warehouse.Sender().SendDueAsync(warehouse.Lease(owner), CancellationToken.None)));
        Assert.Equal([0, 0, 5], sent.Order());
        Assert.Equal((5, 5), (warehouse.Mlflow.Runs.Count, warehouse.Mlflow.Versions.Count));
    }

    private static Task<TrackedWarehouse> PostgresAsync()
    {
        TestEngines.Current = TestEngine.Postgres;
        return TrackedWarehouse.CreateAsync();
    }
}
