using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.ModelRegistry.Runs.Queries;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;
using RiskInsights.Tests.Warehouse.Distribution;

namespace RiskInsights.Tests.ModelRegistry.Runs;

public sealed class TrainingRunsTests : IDisposable
{
    private readonly MovingTime _time = new(SomeRuns.Started.AddSeconds(42));
    private TemporaryWarehouse? _warehouse;

    private WarehouseDatabase Database => (_warehouse ??= new TemporaryWarehouse()).Database;

    private TrainingRuns Runs => new(Database, _time);

    public void Dispose() => _warehouse?.Dispose();

    [EngineFact]
    public async Task Run_AddedAndFound_IsTheSame()
    {
        var run = SomeRuns.Default(0.8) with { Version = 3, Metrics = new Dictionary<string, double> { ["auc"] = 0.8, ["ks"] = double.NaN, ["x"] = double.PositiveInfinity } };
        var number = await Runs.AddAsync(run);
        var found = Assert.Single(await Runs.FindAsync([number, 99]));
        Assert.Equivalent(SomeRuns.Stored(run, number) with { CodeVersion = found.CodeVersion }, found, strict: true);
        Assert.True(double.IsNaN(found.Metrics["ks"]));
        Assert.NotEqual("", found.CodeVersion);
        Assert.Null(Assert.Single((await Runs.ListAsync(RunFilter.Everything)).Runs).Curves);
    }

    [EngineFact]
    public async Task Find_InAnyOrder_KeepsTheOrderAskedFor()
    {
        foreach (var auc in new[] { 0.7, 0.8, 0.9 })
            await Runs.AddAsync(SomeRuns.Default(auc));
        Assert.Equal([3L, 1L], (await Runs.FindAsync([3, 1, 3])).Select(r => r.Number));
        Assert.Empty(await Runs.FindAsync([]));
    }

    [EngineFact]
    public async Task Run_WhoseTransactionFails_IsNotThere()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync(writer =>
        {
            Runs.Add(writer, SomeRuns.Default(0.8));
            throw new InvalidOperationException();
        }));
        Assert.Empty((await Runs.ListAsync(RunFilter.Everything)).Runs);
    }

    [EngineFact]
    public async Task List_Filtered_OffersWhatAllRunsHave()
    {
        await AddThreeAsync();
        var list = await Runs.ListAsync(new RunFilter { Model = "default", Query = RunQuery.Parse("auc > 0.75") });
        Assert.Equal([2L], list.Runs.Select(r => r.Number));
        Assert.Equal(3, list.Total);
        Assert.Equal(["anomalies", "default"], list.Models);
        Assert.Equal(["learning_rate", "max_depth", "objective"], list.ParameterNames);
        Assert.Equal(["max_depth"], list.VaryingParameters);
        Assert.Equal(["auc", "brier"], list.MetricNames);
        Assert.Equal([3L], (await Runs.ListAsync(new RunFilter { Status = RunStatus.Failed })).Runs.Select(r => r.Number));
        Assert.Empty((await Runs.ListAsync(new RunFilter { Kind = RunKind.Trial })).Runs);
    }

    [EngineTheory]
    [InlineData("run", true, "321")]
    [InlineData("run", false, "123")]
    [InlineData("auc", true, "213")]
    [InlineData("auc", false, "123")]
    [InlineData("params.max_depth", false, "213")]
    [InlineData("params.max_depth", true, "123")]
    [InlineData("model", false, "321")]
    [InlineData("nothing", true, "321")]
    public async Task List_Sorted_HasWhatIsMissingLast(string name, bool descending, string numbers)
    {
        await AddThreeAsync();
        Assert.Equal(numbers, string.Concat((await Runs.ListAsync(RunFilter.Everything, new RunOrder(name, descending))).Runs.Select(r => r.Number)));
    }

    [EngineFact]
    public async Task List_FilteredByWhatNoRunHas_NamesIt()
    {
        var query = RunQuery.Parse("auc > 0.7 and acu > 0.7");
        Assert.Empty((await Runs.ListAsync(new RunFilter { Query = query })).Runs);
        await AddThreeAsync();
        var refusal = await Assert.ThrowsAsync<RunQueryException>(() => Runs.ListAsync(new RunFilter { Query = query }));
        Assert.Equal((RunQueryError.UnknownName, 15, "acu"), (refusal.Error, refusal.Position, refusal.Found));
    }

    public static TheoryData<Exception, string, string?> Ends => new()
    {
        { new OperationCanceledException(), RunStatus.Cancelled, null },
        { new TrainingRefusedException("labels", "There are 5 rows; 32 are needed."), RunStatus.Refused, "There are 5 rows; 32 are needed." },
        { new IOException(new string('x', 3000)), RunStatus.Failed, new string('x', TrainingRuns.LongestMessage) },
    };

    [EngineTheory]
    [MemberData(nameof(Ends))]
    public async Task Run_ThatThrew_SaysHowItEnded(Exception error, string status, string? message)
    {
        await Runs.AddEndedAsync(SomeRuns.Default(0.8) with { Metrics = new Dictionary<string, double>() }, error);
        var run = Assert.Single((await Runs.ListAsync(RunFilter.Everything)).Runs);
        Assert.Equal((status, message), (run.Status, run.Message));
    }

    [EngineFact]
    public async Task Run_ThatCannotBeWritten_HidesNoError()
    {
        var run = SomeRuns.Default(0.8);
        await Runs.AddAsync(run);
        await Runs.AddEndedAsync(run, new IOException("the reason"));
        Assert.Single((await Runs.ListAsync(RunFilter.Everything)).Runs);
    }

    [EngineFact]
    public async Task Migrate_WarehouseWithVersions_HasARunForEach()
    {
        using var old = new OldWarehouse();
        await SchemaSteps.ApplyAsync(old.Engine, 8);
        await old.Database.WriteAsync(writer => writer.Execute("""
            INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, evaluation, artefact, artefact_sha256, trained_by, trained_at)
            VALUES ('default', 1, 'archived', 'logistic_regression', '{"L2":1,"Threads":2}', '[]', 'f1', '1.0', '{"auc":0.75}', '{}', @bytes, 's', 'Ada', '2025-01-02T10:00:00.000Z'),
                   ('default', 2, 'champion', 'logistic_regression', '{"L2":2}', '[]', 'f2', '1.0', '{"auc":0.8}', '{}', @bytes, 's', 'Ben', '2025-02-02T10:00:00.000Z')
            """, new { bytes = new byte[] { 1 } }));

        await Migrations.ApplyAsync(old.Engine);

        var list = await new TrainingRuns(old.Database, _time).ListAsync(RunFilter.Everything, new RunOrder("run", Descending: false));
        Assert.Equal([(1, "f1", "Ada", 0.75), (2, "f2", "Ben", 0.8)], list.Runs.Select(r => (r.Version!.Value, r.DataFingerprint, r.StartedBy, r.Metrics["auc"])));
        Assert.All(list.Runs, r => Assert.Matches("^[0-9a-f]{32}$", r.RunId));
        Assert.Equal(["l2", "threads"], list.ParameterNames);
        Assert.Equal(new DateTimeOffset(2025, 2, 2, 10, 0, 0, TimeSpan.Zero), list.Runs[1].FinishedAt);
    }

    /// <summary>1 and 2 with an AUC of 0.7 and 0.8, and a depth of 5 and 4; 3 of another model, with neither.</summary>
    private async Task AddThreeAsync()
    {
        await Runs.AddAsync(SomeRuns.Default(0.7, maxDepth: 5));
        await Runs.AddAsync(SomeRuns.Default(0.8));
        await Runs.AddAsync(new TrainingRun { ModelName = "anomalies", Algorithm = "isolation_forest", Status = RunStatus.Failed, StartedBy = "Ben", StartedAt = SomeRuns.Started });
    }
}
