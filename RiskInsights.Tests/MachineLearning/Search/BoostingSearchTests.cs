using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Search;

namespace RiskInsights.Tests.MachineLearning.Search;

public sealed class BoostingSearchTests
{
    private static readonly FeatureMatrix Features = TestData.Normals(800, 4, seed: 1);
    private static readonly byte[] Labels = TestData.LogisticLabels(Features, [1, -1, 0, 0], 0, seed: 1);
    private static readonly FeatureMatrix Others = TestData.Normals(800, 4, seed: 2);
    private static readonly ValidationRows Validation = new(Others, TestData.LogisticLabels(Others, [1, -1, 0, 0], 0, seed: 2));
    private static readonly BoostingOptions Boosting = new() { Trees = 60, EarlyStoppingRounds = 10 };

    [Fact]
    public void Run_DefaultSpace_FindsWhatItsOptionsGive()
    {
        var options = new RandomSearchOptions { Trials = 12, RoundsBetweenLooks = 5, Seed = 1 };
        var result = BoostingSearch.Run(Features, Labels, Validation, boosting: Boosting, options: options);
        Assert.Equal(12, result.Trials.Count);
        Assert.Contains(result.Trials, trial => trial.IsStopped);
        var best = GradientBoostingTrainer.Fit(Features, Labels, BoostingSearch.Apply(Boosting, result.Best.Parameters), Validation);
        Assert.Equal(result.Best.Loss, best.History!.ValidationLogLoss.Min());
        Assert.Equal(result.Best.BestRound, best.Trees.Count);
        var again = BoostingSearch.Run(Features, Labels, Validation, boosting: Boosting with { Threads = 2 }, options: options);
        Assert.Equal(result.Trials.Select(trial => (trial.Number, trial.Loss, trial.Rounds)), again.Trials.Select(trial => (trial.Number, trial.Loss, trial.Rounds)));
    }

    [Fact]
    public void Run_RangeBeyondTheOptions_IsRefusedBeforeAnyTraining()
    {
        Refused("Subsample", SearchDimension.Uniform("Subsample", 0.5, 1.5));
        Refused("MaxDepth", SearchDimension.Integer("MaxDepth", 2, 17));
        Refused("'Depth'", SearchDimension.Integer("Depth", 2, 3));
        Refused("whole", SearchDimension.Uniform("MaxDepth", 2, 3.5));

        static void Refused(string word, SearchDimension dimension) => Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(
            () => BoostingSearch.Run(Features, Labels, Validation, new SearchSpace(dimension))).Message, StringComparison.Ordinal);
    }
}
