using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Tests.Modelling.Evaluation;

public sealed class TestScoresTests
{
    private static readonly double[] First = [0.1, 0.4, 0.2, 0.8, 0.3, 0.7], Second = [0.2, 0.1, 0.6, 0.9, 0.5, 0.3];
    private static readonly byte[] Before = [0, 0, 0, 1, 0, 1], Since = [0, 0, 1, 1, 0, 1];

    /// <summary>Clients whose default was reported between two trainings were left out of the comparison without a word.</summary>
    [Fact]
    public void Against_OutcomesThatChangedBetweenTheTrainings_TakesTheNewerOnes()
    {
        var (older, newer) = (Scores(Before, First), Scores(Since, Second));
        var paired = newer.Against(older, isNewer: true)!;
        Assert.Equal((6, 3), (paired.Rows, paired.Positives));
        Assert.Equal((RocAuc.Of(Since, Second), RocAuc.Of(Since, First)), (paired.Auc, paired.OtherAuc));

        var rollback = older.Against(newer, isNewer: false)!;
        Assert.Equal((6, 3, -paired.Difference), (rollback.Rows, rollback.Positives, rollback.Difference));
    }

    private static TestScores Scores(byte[] labels, double[] probabilities) => TestScores.FromBytes(TestScores.Of(
        new TrainingRows([new DateOnly(2024, 7, 1)], [0], [1, 2, 3, 4, 5, 6], new FeatureMatrix(FeatureColumn.Numeric(["x"]), [1, 2, 3, 4, 5, 6]), labels),
        probabilities).ToBytes());
}
