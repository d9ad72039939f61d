using RiskInsights.Core.Tracking;
using RiskInsights.Tests.ModelRegistry.Runs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Tracking;

/// <summary>What becomes of runs when the server does not do as it should: each is marked with the reason, and arrives later, once.</summary>
public sealed class RunSenderTroubleTests
{
    private const string NotMlflow = "What answers mlflow/experiments/get-by-name is not MLflow: is the address right, or a sign-in in front of it?";

    public static TheoryData<int, string, string> Answers => new()
    {
        { 401, "<h1>Unauthorized</h1>", "MLflow refuses the token, or asks for one (401)." },
        { 403, "{}", "MLflow refuses the token, or asks for one (403)." },
        { 302, "", "MLflow's address leads elsewhere (302): is a sign-in in front of it?" },
        { 429, "", "MLflow is asked too often (429)." },
        { 503, "", "MLflow is not available (503)." },
        { 500, """{"error_code":"INTERNAL_ERROR","message":"disk full."}""", "MLflow refuses mlflow/experiments/get-by-name: disk full (INTERNAL_ERROR)." },
        { 500, "<h1>oops</h1>", "MLflow refuses mlflow/experiments/get-by-name: no reason given (500)." },
        { 200, "<html>Sign in</html>", NotMlflow },
        { 200, "[]", NotMlflow },
        { 200, "{}", NotMlflow },
        { 200, """{"experiment":{"experiment_id":7}}""", NotMlflow },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Send_ServerThatAnswersWrongly_KeepsTheRunWithTheReasonAndSendsItLater(int status, string body, string reason)
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        warehouse.Mlflow.Always = (status, body);
        Assert.Equal(0, await warehouse.SendAsync());
        var state = await warehouse.StateAsync(1);
        Assert.Equal((reason, 1, null), (state.SendError, state.SendAttempts, state.SentAt));

        warehouse.Mlflow.Always = null;
        Assert.Equal(0, await warehouse.SendAsync());
        warehouse.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await warehouse.SendAsync());
        Assert.Null((await warehouse.StateAsync(1)).SendError);
    }

    /// <summary>An empty answer to a search threw what nobody caught, and stopped the whole program.</summary>
    [Theory]
    [InlineData("POST runs/search", "mlflow/runs/search")]
    [InlineData("GET model-versions/search", "mlflow/model-versions/search")]
    public async Task Send_SearchThatIsAnsweredWithNothing_KeepsTheRunWithTheReasonAndSendsItLater(string call, string name)
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        warehouse.Mlflow.SaysNothingTo = call;
        Assert.Equal(0, await warehouse.SendAsync());
        Assert.StartsWith($"What answers {name} is not MLflow", (await warehouse.StateAsync(1)).SendError, StringComparison.Ordinal);

        warehouse.Mlflow.SaysNothingTo = null;
        warehouse.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await warehouse.SendAsync());
    }

    [Fact]
    public async Task Send_ServerThatHangsUpOrIsSlow_SaysWhich()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        warehouse.Mlflow.IsDown = true;
        await warehouse.SendAsync();
        Assert.StartsWith("MLflow does not answer: ", (await warehouse.StateAsync(1)).SendError, StringComparison.Ordinal);

        warehouse.Mlflow.IsDown = false;
        warehouse.Mlflow.Delay = TimeSpan.FromSeconds(20);
        warehouse.Options = warehouse.Options with { Timeout = TimeSpan.FromSeconds(0.3) };
        warehouse.Time.Advance(TimeSpan.FromMinutes(1));
        await warehouse.SendAsync();
        Assert.Equal("MLflow did not answer within 0.3 s.", (await warehouse.StateAsync(1)).SendError);

        warehouse.Options = warehouse.Options with { Timeout = TimeSpan.FromSeconds(30), RunTimeout = TimeSpan.FromSeconds(0.3) };
        warehouse.Time.Advance(TimeSpan.FromMinutes(1));
        await warehouse.SendAsync();
        Assert.Equal("Sending this run took more than 0.3 s.", (await warehouse.StateAsync(1)).SendError);
    }

    [Fact]
    public async Task Send_ServerThatIsNotThere_SaysSo()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        warehouse.Options = new TrackingOptions { MlflowUri = "http://127.0.0.1:1" };
        await warehouse.SendAsync();
        Assert.StartsWith("MLflow does not answer: Connection refused", (await warehouse.StateAsync(1)).SendError, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Send_ServerDown_AsksOnceForAllRunsThatWait()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        await warehouse.SendAsync();
        for (var i = 0; i < 3; i++)
            await warehouse.TrainAsync();
        warehouse.Mlflow.Calls.Clear();
        warehouse.Mlflow.Always = (503, "");
        await warehouse.SendAsync();
        await warehouse.SendAsync();
        Assert.Single(warehouse.Mlflow.Calls);
        var states = await warehouse.Outbox.StatesAsync();
        Assert.Equal([null, "MLflow is not available (503).", "MLflow is not available (503).", "MLflow is not available (503)."], states.OrderBy(s => s.Key).Select(s => s.Value.SendError));

        warehouse.Time.Advance(TimeSpan.FromSeconds(5));
        await warehouse.SendAsync();
        Assert.Equal(2, warehouse.Mlflow.Calls.Count);

        warehouse.Mlflow.Always = null;
        warehouse.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(3, await warehouse.SendAsync());
    }

    [Fact]
    public void Wait_AfterEachAttempt_DoublesUpToFiveMinutes() =>
        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], new[] { 0, 1, 2, 3, 4, 5, 6, 1000 }.Select(a => (int)RunSender.Wait(a).TotalSeconds));

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Send_RunThatTheServerRefuses_KeepsNoOtherFromIt(int status)
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        warehouse.Mlflow.Poison = ("default #1", status);
        await warehouse.Runs.AddAsync(SomeRuns.Default(0.7));
        await warehouse.Runs.AddAsync(SomeRuns.Default(0.8));
        Assert.Equal(1, await warehouse.SendAsync());
        Assert.Contains("This run does not please", (await warehouse.StateAsync(1)).SendError, StringComparison.Ordinal);
        Assert.NotNull((await warehouse.StateAsync(2)).SentAt);

        warehouse.Mlflow.Poison = null;
        warehouse.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await warehouse.SendAsync());
        Assert.Equal(2, warehouse.Mlflow.Runs.Count);
    }

    [Fact]
    public async Task Send_ModelWhoseBytesWereAltered_IsNotPassedOn()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        await warehouse.Database.WriteAsync(writer => writer.Execute("UPDATE ml_model_versions SET artefact = @bytes", new { bytes = new byte[] { 1 } }));
        Assert.Equal(0, await warehouse.SendAsync());
        Assert.Contains("was altered after it was stored", (await warehouse.StateAsync(1)).SendError, StringComparison.Ordinal);
        Assert.Empty(warehouse.Mlflow.Files);
    }

    [Fact]
    public async Task Send_RunThatWasDeletedThere_IsMadeAgain()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        warehouse.Mlflow.DiesAfter = 4;
        await warehouse.SendAsync();
        warehouse.Mlflow.IsDown = false;
        warehouse.Mlflow.DiesAfter = null;
        warehouse.Mlflow.Runs.Clear();
        warehouse.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await warehouse.SendAsync());
        Assert.Equal(Assert.Single(warehouse.Mlflow.Runs).Id, (await warehouse.StateAsync(1)).MlflowRunId);
    }

    [Fact]
    public async Task Send_WithTheToken_IsLetIn()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        warehouse.Mlflow.Token = "t0ken";
        await warehouse.TrainAsync();
        Assert.Equal(0, await warehouse.SendAsync());
        warehouse.Options = warehouse.Options with { MlflowToken = "t0ken" };
        warehouse.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await warehouse.SendAsync());
    }

    // The server does the call, and its answer never comes: the worst moment to die at.
    [Fact]
    public async Task Send_ServerThatDiesAfterAnyCall_EndsWithOneOfEverything()
    {
        var calls = await CallsOfOneTrainingAsync();
        Assert.InRange(calls, 10, 20);
        for (var die = 1; die <= calls; die++)
        {
            await using var warehouse = await TrackedWarehouse.CreateAsync();
            var mlflow = warehouse.Mlflow;
            await warehouse.TrainAsync();
            mlflow.DiesAfter = die;
            await warehouse.SendAsync();
            Assert.NotNull((await warehouse.StateAsync(1)).SendError);

            // The program is another one as well: nothing is remembered but what lies in the warehouse.
            (mlflow.IsDown, mlflow.DiesAfter) = (false, null);
            warehouse.Time.Advance(TimeSpan.FromMinutes(1));
            await warehouse.SendAsync();
            var run = Assert.Single(mlflow.Runs);
            Assert.Equal(("FINISHED", 2, 3), (run.Status, run.Metrics.Count, run.Params.Count));
            Assert.Equal(2, mlflow.Files.Count);
            Assert.Equal((run.Id, "Production"), (Assert.Single(mlflow.Versions).RunId, mlflow.Versions[0].Stage));
            Assert.Equal(2, mlflow.Experiments.Count);
            Assert.Null((await warehouse.StateAsync(1)).SendError);
        }
    }

    private static async Task<int> CallsOfOneTrainingAsync()
    {
        await using var warehouse = await TrackedWarehouse.CreateAsync();
        await warehouse.TrainAsync();
        await warehouse.SendAsync();
        return warehouse.Mlflow.Calls.Count;
    }
}
