using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Explanation;

public sealed class CounterfactualFeatureTests
{
    /// <summary>Of 0 to 100: the percentiles are 5 and 95, and half the values lie within 25 of the median.</summary>
    [Fact]
    public void Of_EvenNumbers_TakesThePercentilesAndTheMedianDeviation()
    {
        var whole = Of([.. Enumerable.Range(0, 101).Select(i => (float)i), float.NaN], levels: 100);
        Assert.Equal(Enumerable.Range(5, 91).Select(i => (float)i), whole.Values);
        Assert.Equal(25 / 0.6745, whole.Scale, 1e-12);
        // Ten of them: quantiles, which are values that occurred and so whole.
        Assert.Equal([5, 15, 25, 35, 45, 55, 65, 75, 85, 95], Of([.. Enumerable.Range(0, 101).Select(i => (float)i)], levels: 10).Values);
        var halves = Of([.. Enumerable.Range(0, 101).Select(i => i / 2f)], levels: 100);
        Assert.Equal((2.5f, 47.5f), (halves.Values[0], halves.Values[^1]));
        Assert.Equal(91, halves.Values.Count);
    }

    /// <summary>Counts that are mostly 0 have no median deviation; the next measure that is not 0 takes its place.</summary>
    [Fact]
    public void Of_ManyEqualValues_FallsBackToTheNextSpread()
    {
        var thirds = Of([.. Enumerable.Range(0, 300).Select(i => i < 180 ? 0f : 4f)], levels: 32);
        Assert.Equal([0, 1, 2, 3, 4], thirds.Values);
        Assert.Equal(4 / 1.349, thirds.Scale, 1e-12);
        var rare = Of([.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0f : 1f)], levels: 32);
        Assert.Equal(0.3, rare.Scale, 1e-12);
        Assert.Equal([0, 1], rare.Values);
        var rarer = Of([.. Enumerable.Range(0, 100).Select(i => i < 97 ? 0f : 1f)], levels: 32);
        Assert.Equal([0], rarer.Values);
        Assert.Empty(Of([7, 7, 7, float.NaN], levels: 32).Values);
        Assert.Empty(Of([float.NaN, float.NaN], levels: 32).Values);
    }

    [Fact]
    public void Of_Categories_KeepsTheCommonOnes()
    {
        var column = FeatureColumn.Categorical("segment", "a", "b", "c", "never");
        float[] codes = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? 0f : i < 96 ? 1f : 2f)];
        var allowed = new Dictionary<string, AllowedChange>(StringComparer.Ordinal) { ["segment"] = AllowedChange.Either };
        Assert.Equal([0, 1], Assert.Single(CounterfactualFeature.Of(new FeatureMatrix([column], codes), allowed)).Values);
    }

    [Fact]
    public void Of_ColumnNotListed_IsLocked()
    {
        var feature = Assert.Single(CounterfactualFeature.Of(new FeatureMatrix(TestData.Columns(1), [1, 2]), new Dictionary<string, AllowedChange>(StringComparer.Ordinal)));
        Assert.Equal(AllowedChange.None, feature.Allowed);
        Assert.Empty(feature.Values);
    }

    [Fact]
    public void Feature_WrongInput_IsRefusedByName()
    {
        var number = FeatureColumn.Numeric("age");
        var category = FeatureColumn.Categorical("segment", "a", "b");
        Refused("locked", () => new CounterfactualFeature(number, AllowedChange.None, [1], 1));
        Refused("do not rise", () => new CounterfactualFeature(number, AllowedChange.Up, [1, 1], 1));
        Refused("NaN", () => new CounterfactualFeature(number, AllowedChange.Up, [float.NaN], 1));
        Refused("2 is not", () => new CounterfactualFeature(category, AllowedChange.Either, [2], 1));
        Refused("categorical", () => new CounterfactualFeature(category, AllowedChange.Up, [1], 1));
        Refused("scale", () => new CounterfactualFeature(number, AllowedChange.Up, [1], 0));
        Refused("no such", () => new CounterfactualFeature(number, (AllowedChange)9, [1], 1));
        var rows = new FeatureMatrix(TestData.Columns(1), [1, 2]);
        Refused("'age'", () => CounterfactualFeature.Of(rows, new Dictionary<string, AllowedChange>(StringComparer.Ordinal) { ["age"] = AllowedChange.Up }));
        Refused("levels", () => CounterfactualFeature.Of(rows, new Dictionary<string, AllowedChange>(StringComparer.Ordinal), levels: 1));
        Refused("no rows", () => CounterfactualFeature.Of(new FeatureMatrix(TestData.Columns(1), []), new Dictionary<string, AllowedChange>(StringComparer.Ordinal)));

        static void Refused(string word, Func<object> make) =>
            Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    private static CounterfactualFeature Of(float[] values, int levels) => Assert.Single(CounterfactualFeature.Of(
        new FeatureMatrix(TestData.Columns(1), values), new Dictionary<string, AllowedChange>(StringComparer.Ordinal) { ["x1"] = AllowedChange.Either }, levels));
}
