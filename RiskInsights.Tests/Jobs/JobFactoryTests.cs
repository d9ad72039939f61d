using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Jobs;

public sealed class JobFactoryTests : IAsyncLifetime
{
    private readonly JobProgram _program = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Make_FromTheRowOfAnyJob_IsTheSameJob()
    {
        var factory = _program.Factory;
        IJob[] jobs =
        [
            factory.FirstRun(700),
            factory.ImportFolder("/some/folder", "berka"),
            factory.ImportFiles(await _program.SendAsync(("kyc.csv", SmallBank.Kyc), ("accounts.csv", SmallBank.Accounts))),
            factory.Train(DefaultRecipe.Create(), new TrainingRequest { Algorithm = "logistic_regression", Parameters = new Dictionary<string, double> { ["reg_lambda"] = 0.25 }, Seed = 3 }),
            factory.Search(DefaultRecipe.Create(), new SearchRequest { Algorithm = "gradient_boosting", Minutes = 2.5, Trials = 7, Seed = 3 }),
            factory.Explore(ChurnRecipe.Create()),
            factory.Score(ChurnRecipe.Create()),
            factory.DetectAnomalies(AnomalyDetection.Recipe with { Seed = 7 }),
            factory.Export([]),
            factory.Export(["kpis", "dim_time"]),
            factory.Pipeline(12),
        ];
        Assert.All(jobs, job =>
        {
            var made = factory.Make(Row(job.Kind, job.Subject, job.Options));
            Assert.Equal((job.GetType(), job.Kind, job.Subject, job.Options, job.NeedsThisFolder), (made.GetType(), made.Kind, made.Subject, made.Options, made.NeedsThisFolder));
        });
        Assert.Contains("0.25", jobs[3].Options, StringComparison.Ordinal);
        Assert.Equal([false, true, true, false, false, false, false, false, false, false, true], jobs.Select(j => j.NeedsThisFolder));
    }

    [Theory]
    [InlineData("forecast", "cash", "{}", "newer")]
    [InlineData("train", "collections", "{}", "newer")]
    [InlineData("train", "default", "{\"Seed\": \"much\"}", "another version")]
    public void Make_JobOfAnotherVersion_SaysSo(string kind, string subject, string options, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => _program.Factory.Make(Row(kind, subject, options))).Message, StringComparison.Ordinal);

    private static StoredJob Row(string kind, string subject, string options) => new()
    {
        Options = options,
        Place = null,
        State = new JobState { JobId = 1, Kind = kind, Subject = subject, Phase = JobPhase.Running, Step = "", ShareDone = 0, StartedBy = "Ada", CreatedAt = default },
    };
}
