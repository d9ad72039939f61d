using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Tests.Modelling.Evaluation;

public sealed class FeatureEffectsTests
{
    /// <summary>Rows at equal distances met none of the few defaults of a large test, and the training failed for want of an order.</summary>
    [Theory]
    [InlineData(new[] { 1 }, 1)]
    [InlineData(new[] { 1, 3 }, 1)]
    [InlineData(new[] { 1, 3, 6, 7, 8, 9 }, 2)]
    public void Sample_RareOutcome_HasItsShareAndAtLeastOne(int[] positives, int expected)
    {
        var (features, labels) = FeatureEffects.Sample(Rows(50, i => positives.Contains(i)), most: 10);
        Assert.Equal((10, 10, expected), (features.Rows, labels.Length, labels.Sum(l => l)));
        Assert.All(labels.Select((label, i) => (Label: label, Row: (int)features.Row(i)[0])), r => Assert.Equal(positives.Contains(r.Row), r.Label == 1));
        var rows = features.Column(0);
        Assert.Equal(rows.Order(), rows);
        Assert.Equal(10, rows.Distinct().Count());
    }

    [Fact]
    public void Sample_NearlyAllPositive_KeepsANegative() =>
        Assert.Equal(9, FeatureEffects.Sample(Rows(50, i => i != 3), most: 10).Labels.Sum(l => l));

    [Fact]
    public void Sample_OfNoMoreRowsThanItTakes_IsTheTest() =>
        Assert.Equal(10, FeatureEffects.Sample(Rows(10, i => i == 3), most: 10).Labels.Length);

    private static TrainingRows Rows(int count, Func<int, bool> isPositive)
    {
        var places = Enumerable.Range(0, count).ToArray();
        return new TrainingRows(
            [new DateOnly(2024, 1, 1)], [0], places, new FeatureMatrix(FeatureColumn.Numeric(["row"]), [.. places.Select(i => (float)i)]),
            [.. places.Select(i => isPositive(i) ? (byte)1 : (byte)0)]);
    }
}
