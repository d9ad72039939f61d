using RiskInsights.Core.MachineLearning.Search;

namespace RiskInsights.Tests.MachineLearning.Search;

public sealed class RandomSearchTests
{
    private static readonly SearchSpace Space = new(
        SearchDimension.Uniform("u", -1, 3), SearchDimension.LogUniform("l", 0.01, 100), SearchDimension.Integer("i", 2, 5), SearchDimension.Choice("c", 1, 10, 100));

    [Fact]
    public void Candidate_Many_LieInTheirRangesAndSpreadOverThem()
    {
        var candidates = Enumerable.Range(0, 4000).Select(number => Space.Candidate(7, number)).ToArray();
        Assert.All(candidates, candidate => Assert.True(candidate["u"] is >= -1 and <= 3 && candidate["l"] is >= 0.01 and <= 100));
        Assert.Equal(1, candidates.Average(candidate => candidate["u"]), 0.1);
        // As many below the middle of the logarithms as above it; of four and of three values, a quarter and a third each.
        Assert.Equal(0.5, candidates.Average(candidate => candidate["l"] < 1 ? 1.0 : 0), 0.04);
        Assert.All(new[] { 2, 3, 4, 5 }, value => Assert.Equal(0.25, candidates.Average(candidate => candidate["i"] == value ? 1.0 : 0), 0.04));
        Assert.All(new[] { 1, 10, 100 }, value => Assert.Equal(1 / 3.0, candidates.Average(candidate => candidate["c"] == value ? 1.0 : 0), 0.04));
    }

    [Fact]
    public void Candidate_SeedAndNumber_DecideAlone()
    {
        Assert.Equal(Space.Candidate(1, 5), Space.Candidate(1, 5));
        Assert.NotEqual(Space.Candidate(1, 5), Space.Candidate(1, 6));
        Assert.NotEqual(Space.Candidate(1, 5), Space.Candidate(2, 5));
    }

    [Fact]
    public void Run_EveryTrial_IsToldBestFirst()
    {
        var progress = new List<SearchProgress>();
        var result = RandomSearch.Run(Space, (candidate, keepGoing, _) =>
        {
            keepGoing(1, 10 + candidate["u"]);
            keepGoing(2, candidate["u"]);
            keepGoing(3, candidate["u"] + 1);
        }, new() { Trials = 20, Seed = 3 }, progress: new Heard(progress.Add));
        Assert.Equal(20, result.Trials.Count);
        Assert.False(result.IsOutOfTime);
        Assert.Equal(result.Trials.OrderBy(trial => trial.Loss), result.Trials);
        Assert.Equal(Enumerable.Range(0, 20), result.Trials.Select(trial => trial.Number).Order());
        Assert.All(result.Trials, trial => Assert.Equal((Space.Candidate(3, trial.Number)["u"], 2, 3, false), (trial.Loss, trial.BestRound, trial.Rounds, trial.IsStopped)));
        Assert.Equal(Enumerable.Range(1, 20), progress.Select(told => told.Completed));
        Assert.Equal(result.Best.Loss, progress[^1].BestLoss);
    }

    /// <summary>
    /// Losses are constant, 1 to 5 for the first five; from the sixth on the median of the earlier ones decides: 3 at first, and 2.95 at the
    /// second look, which the sixth never came to.
    /// </summary>
    [Fact]
    public void Run_WorseThanTheMedianOfEarlierTrials_IsStoppedAtALook()
    {
        double[] losses = [1, 2, 3, 4, 5, 3.1, 2.9, 3];
        var trial = 0;
        var result = RandomSearch.Run(Space, (_, keepGoing, _) =>
        {
            var loss = losses[trial++];
            for (var round = 1; round <= 100 && keepGoing(round, loss); round++)
            {
                // What a learner does until it is told to stop.
            }
        }, new() { Trials = 8, RoundsBetweenLooks = 10 });
        var byNumber = result.Trials.OrderBy(trial => trial.Number).ToArray();
        Assert.Equal([100, 100, 100, 100, 100, 10, 100, 20], byNumber.Select(trial => trial.Rounds));
        Assert.Equal([5, 7], byNumber.Where(trial => trial.IsStopped).Select(trial => trial.Number));
    }

    /// <summary>A trial that converged early is judged by what it reached; a stopped one says nothing of later looks.</summary>
    [Fact]
    public void Run_TrialsOfDifferentLength_AreComparedByWhatIsKnown()
    {
        var trial = 0;
        var result = RandomSearch.Run(Space, (_, keepGoing, _) =>
        {
            var number = trial++;
            var rounds = number == 0 ? 5 : 40;
            for (var round = 1; round <= rounds && keepGoing(round, number == 0 ? 1 : number == 1 ? 2 : round < 20 ? 0.5 : 0.9); round++)
            {
                // As above.
            }
        }, new() { Trials = 3, RoundsBetweenLooks = 10, TrialsBeforeStops = 1 });
        var byNumber = result.Trials.OrderBy(trial => trial.Number).ToArray();
        Assert.Equal([5, 10, 40], byNumber.Select(trial => trial.Rounds));
        Assert.Equal([false, true, false], byNumber.Select(trial => trial.IsStopped));
        Assert.Equal(2, result.Best.Number);
    }

    [Fact]
    public void Run_TimeIsUp_TellsTheFinishedTrialsUnchanged()
    {
        var whole = RandomSearch.Run(Space, Train, new() { Trials = 10 });
        var asked = 0;
        var cut = RandomSearch.Run(Space, Train, new() { Trials = 10, Time = TimeSpan.FromSeconds(25) }, () => TimeSpan.FromSeconds(asked++));
        Assert.True(cut.IsOutOfTime);
        Assert.InRange(cut.Trials.Count, 2, 9);
        Assert.Equal(
            whole.Trials.Where(trial => trial.Number < cut.Trials.Count).Select(trial => (trial.Number, trial.Loss, trial.Rounds)),
            cut.Trials.Select(trial => (trial.Number, trial.Loss, trial.Rounds)));
        var least = RandomSearch.Run(Space, Train, new() { Trials = 10, Time = TimeSpan.FromSeconds(1) }, () => TimeSpan.FromDays(1));
        Assert.Equal((0, 5), (Assert.Single(least.Trials).Number, least.Best.Rounds));

        static void Train(IReadOnlyDictionary<string, double> candidate, Func<int, double, bool> keepGoing, CancellationToken cancellation)
        {
            for (var round = 1; round <= 5 && keepGoing(round, candidate["u"] / round); round++)
            {
                // As above.
            }
        }
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var trials = 0;
        Assert.Throws<OperationCanceledException>(() => RandomSearch.Run(Space, (_, keepGoing, _) =>
        {
            keepGoing(1, 1);
            if (++trials == 2) source.Cancel();
            keepGoing(2, 1);
        }, cancellation: source.Token));
        Assert.Equal(2, trials);
    }

    [Fact]
    public void Search_WrongInput_IsRefused()
    {
        Assert.Contains("told no loss", Refusal((_, _, _) => { }), StringComparison.Ordinal);
        Assert.Contains("Round 2 was told after round 0", Refusal((_, keepGoing, _) => keepGoing(2, 1)), StringComparison.Ordinal);
        Assert.Contains("loss of round 1", Refusal((_, keepGoing, _) => keepGoing(1, double.NaN)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RandomSearch.Run(Space, (_, _, _) => { }, new() { Time = TimeSpan.FromSeconds(1) }));
        Assert.Equal("Trials", Assert.Throws<ArgumentOutOfRangeException>(() => RandomSearch.Run(Space, (_, _, _) => { }, new() { Trials = 0 })).ParamName);
        Assert.Equal("Time", Assert.Throws<ArgumentOutOfRangeException>(() => RandomSearch.Run(Space, (_, _, _) => { }, new() { Time = TimeSpan.Zero })).ParamName);
        Assert.Equal("RoundsBetweenLooks", Assert.Throws<ArgumentOutOfRangeException>(() => RandomSearch.Run(Space, (_, _, _) => { }, new() { RoundsBetweenLooks = 0 })).ParamName);
        Assert.Equal("TrialsBeforeStops", Assert.Throws<ArgumentOutOfRangeException>(() => RandomSearch.Run(Space, (_, _, _) => { }, new() { TrialsBeforeStops = 0 })).ParamName);
        Assert.Throws<ArgumentException>(() => new SearchSpace());
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new SearchSpace(SearchDimension.Integer("a", 1, 2), SearchDimension.Integer("a", 1, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SearchDimension.Uniform("a", 2, 1));
        Assert.Throws<ArgumentException>(() => SearchDimension.Uniform("a", 0, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => SearchDimension.LogUniform("a", 0, 1));
        Assert.Throws<ArgumentException>(() => SearchDimension.Choice("a"));

        static string Refusal(TrainCandidate train) => Assert.Throws<ArgumentException>(() => RandomSearch.Run(Space, train)).Message;
    }

    private sealed class Heard(Action<SearchProgress> told) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => told(value);
    }
}
