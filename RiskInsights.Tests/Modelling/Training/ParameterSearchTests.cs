using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Training;

public sealed class ParameterSearchTests
{
    private const double Hazard = 0.06;

    [EngineTheory]
    [InlineData("gradient_boosting")]
    [InlineData("scorecard")]
    [InlineData("logistic_regression")]
    public async Task Search_EachAlgorithm_StoresItsTrialsUnderTheRunOfTheVersionThatTheBestOneTrained(string algorithm)
    {
        using var bank = await LearnableBank.CreateAsync(Hazard);
        var version = await SearchAsync(bank, new SearchRequest { Algorithm = algorithm, Trials = 4, Seed = 5 });
        var runs = (await bank.Runs.ListAsync(new RunFilter())).Runs;
        var search = Assert.Single(runs, r => !r.IsTrial);
        var trials = runs.Where(r => r.IsTrial).ToList();

        Assert.Equal((version, algorithm, RunStatus.Finished), (search.Version, search.Algorithm, search.Status));
        Assert.Equal(4, trials.Count);
        Assert.All(trials, t => Assert.Equal((search.RunId, search.DataFingerprint, algorithm, "ana"), (t.ParentRunId, t.DataFingerprint, t.Algorithm, t.StartedBy)));
        Assert.All(trials, t => Assert.InRange(t.Metrics["rounds"], t.Metrics["best_round"], double.MaxValue));

        var best = trials.OrderBy(t => t.Metrics[ParameterSearch.Loss]).ThenBy(t => t.Number).First();
        Assert.All(best.Parameters, p => Assert.Equal(p.Value, search.Parameters[p.Key]));
        Assert.Equal("4", search.Parameters["search.trials"].Text);
        Assert.Equal(algorithm, (await bank.Reports.ReportAsync(LearnableBank.Default, version))!.Shown.Algorithm);
    }

    [EngineFact]
    public async Task Search_OneRegionBetter_TrainsWithASettingOfIt()
    {
        using var bank = await LearnableBank.CreateAsync(Hazard);
        var recipe = LearnableBank.Default with { Algorithms = [new TwoRegions()] };
        await bank.Search.SearchAsync(recipe, new SearchRequest { Trials = 12 }, "ana", 1, _ => { });
        var runs = (await bank.Runs.ListAsync(new RunFilter())).Runs;
        Assert.Contains(runs, r => r.IsTrial && r.Parameters["place"].Number > 0.5);
        var search = Assert.Single(runs, r => !r.IsTrial);
        Assert.InRange(search.Parameters["place"].Number!.Value, 0, 0.5);
        Assert.Equal(1, search.Version);
    }

    [EngineFact]
    public async Task Search_SomeSettingsLeaveNothingToLearnFrom_AreRefusedTrialsThatNeverWin()
    {
        using var bank = await LearnableBank.CreateAsync(Hazard);
        var recipe = LearnableBank.Default with { Algorithms = [new TwoRegions { RefusesTheWorse = true }] };
        await bank.Search.SearchAsync(recipe, new SearchRequest { Trials = 12 }, "ana", 1, _ => { });
        var runs = (await bank.Runs.ListAsync(new RunFilter())).Runs;
        Assert.All(runs.Where(r => r.IsTrial), r => Assert.Equal(r.Parameters["place"].Number > 0.5 ? (RunStatus.Refused, "Nothing there.") : (RunStatus.Finished, null), (r.Status, r.Message)));
        Assert.Contains(runs, r => r.Status == RunStatus.Refused);
        Assert.InRange(Assert.Single(runs, r => !r.IsTrial).Parameters["place"].Number!.Value, 0, 0.5);
    }

    [EngineFact]
    public async Task Search_ASeed_DecidesEveryTrial()
    {
        using var bank = await LearnableBank.CreateAsync(Hazard);
        await SearchAsync(bank, new SearchRequest { Algorithm = "scorecard", Trials = 3, Seed = 5 });
        await SearchAsync(bank, new SearchRequest { Algorithm = "scorecard", Trials = 3, Seed = 5 }, threads: 2);
        await SearchAsync(bank, new SearchRequest { Algorithm = "scorecard", Trials = 3, Seed = 6 });
        var runs = (await bank.Runs.ListAsync(new RunFilter())).Runs.OrderBy(r => r.Number).ToList();

        var (first, again, other) = (runs[..4], runs[4..8], runs[8..]);
        Assert.Equal(first.Select(r => r.Metrics), again.Select(r => r.Metrics));
        Assert.Equal(first.Select(r => r.Parameters), again.Select(r => r.Parameters));
        Assert.NotEqual(first[0].Parameters["reg_lambda"], other[0].Parameters["reg_lambda"]);
    }

    [EngineFact]
    public async Task Search_TimeUp_EndsWithTheTrialsSoFarAndTrains()
    {
        // A minute passes with every look at the clock: one look when the trials begin, then after each of them and before the next.
        using var bank = await LearnableBank.CreateAsync(Hazard, time: new TickingTime(TimeSpan.FromMinutes(1)));
        var version = await SearchAsync(bank, new SearchRequest { Algorithm = "logistic_regression", Trials = 1000, Minutes = 12 });
        var runs = (await bank.Runs.ListAsync(new RunFilter())).Runs;
        Assert.Equal(version, Assert.Single(runs, r => !r.IsTrial).Version);
        Assert.InRange(runs.Count(r => r.IsTrial), 2, 6);
    }

    [EngineFact]
    public async Task Search_Cancelled_KeepsTheTrialsThatEndedAndGivesNoVersion()
    {
        using var bank = await LearnableBank.CreateAsync(Hazard);
        using var stop = new CancellationTokenSource();
        void Report(SearchStep step)
        {
            if (step.Trial == 3)
                stop.Cancel();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SearchAsync(bank, new SearchRequest { Algorithm = "gradient_boosting", Trials = 9 }, progress: Report, cancellation: stop.Token));
        var runs = (await bank.Runs.ListAsync(new RunFilter())).Runs;
        Assert.Equal(2, runs.Count(r => r.IsTrial));
        Assert.Equal(RunStatus.Cancelled, Assert.Single(runs, r => !r.IsTrial).Status);
        Assert.Empty(await bank.Versions.ListAsync(DefaultRecipe.Name));
    }

    [EngineFact]
    public async Task Search_Progress_NamesTheTrialAndTheBestLossSoFar()
    {
        using var bank = await LearnableBank.CreateAsync(Hazard);
        var steps = new List<SearchStep>();
        await SearchAsync(bank, new SearchRequest { Algorithm = "logistic_regression", Trials = 3 }, progress: steps.Add);
        var trials = steps.Where(s => s.Trial is not null).ToList();
        Assert.Equal([1, 2, 3], trials.Select(s => s.Trial!.Value));
        Assert.Null(trials[0].BestLoss);
        var losses = (await bank.Runs.ListAsync(new RunFilter())).Runs.Where(r => r.IsTrial).OrderBy(r => r.Number).Select(r => r.Metrics[ParameterSearch.Loss]).ToList();
        Assert.Equal([losses[0], Math.Min(losses[0], losses[1])], trials.Skip(1).Select(s => s.BestLoss!.Value));
        Assert.Equal(steps.OrderBy(s => s.ShareDone).Select(s => s.ShareDone), steps.Select(s => s.ShareDone));
    }

    [EngineFact]
    public async Task Search_TooFewDefaults_IsRefusedInWordsAndWrittenDown()
    {
        using var bank = await LearnableBank.CreateAsync(hazard: 0.002);
        var refused = await Assert.ThrowsAsync<TrainingRefusedException>(() => SearchAsync(bank, new SearchRequest()));
        var run = Assert.Single((await bank.Runs.ListAsync(new RunFilter())).Runs);
        Assert.Equal((RunStatus.Refused, refused.Reason), (run.Status, run.Message));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(1441, 5)]
    [InlineData(1, 0)]
    [InlineData(1, 1001)]
    public void Request_BudgetOutOfRange_IsRefused(double minutes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchRequest { Minutes = minutes, Trials = trials }.Require());

    private static Task<int> SearchAsync(LearnableBank bank, SearchRequest request, int threads = 1, Action<SearchStep>? progress = null, CancellationToken cancellation = default) =>
        bank.Search.SearchAsync(LearnableBank.Default, request, "ana", threads, progress ?? (_ => { }), cancellation);

    /// <summary>A regression with an option that only says how good a trial is: below one half it is good.</summary>
    private sealed class TwoRegions : IModelAlgorithm
    {
        private readonly RegressionAlgorithm _regression = new();

        public bool RefusesTheWorse { get; init; }

        public string Name => "two_regions";

        public IReadOnlyList<AlgorithmOption> Options { get; } = [new("place", 0, 0, 1) { Search = new(0, 1) }];

        public IClientModel Fit(
            ModelRecipe recipe, TrainingRows rows, AlgorithmParameters parameters, FitResources resources, Action<double> progress, CancellationToken cancellation) =>
            _regression.Fit(recipe, rows, AlgorithmParameters.Of(_regression, null), resources, progress, cancellation);

        public void Try(
            ModelRecipe recipe, TrainingRows earlier, TrainingRows later, AlgorithmParameters parameters, FitResources resources,
            Func<int, double, bool> keepGoing, CancellationToken cancellation)
        {
            if (RefusesTheWorse && parameters["place"] > 0.5)
                throw new TrainingRefusedException("place", "Nothing there.");
            keepGoing(1, parameters["place"] > 0.5 ? 0.9 : 0.8);
        }

        public IClientModel Read(ModelRecipe recipe, ReadOnlySpan<byte> artefact) => _regression.Read(recipe, artefact);
    }

    /// <summary>A clock that moves on by itself whenever it is looked at.</summary>
    private sealed class TickingTime(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

        public override long GetTimestamp() => _ticks += step.Ticks;
    }
}
