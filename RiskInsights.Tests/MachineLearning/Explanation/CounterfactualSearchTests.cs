using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Explanation;

public sealed class CounterfactualSearchTests
{
    private static readonly CounterfactualFeature[] TwoNumbers = Features(AllowedChange.Either, AllowedChange.Either);

    /// <summary>σ(a + b − 3) from (2, 2): below one half if the sum is below 3, by 2 of one, or by 1 of each.</summary>
    [Fact]
    public void Find_SumOfTwo_ChangesOneOrBothByTheirPrice()
    {
        var result = new CounterfactualSearch(TwoNumbers).Find([2, 2], SumLessThree, 0.5);
        Assert.Equal(1 / (1 + Math.Exp(-1)), result.Probability, 1e-15);
        Assert.Equal(2, result.Suggestions.Count);
        Assert.Equal([new CounterfactualChange(0, "x1", 2, 0)], result.Suggestions[0].Changes);
        Assert.Equal([new CounterfactualChange(1, "x2", 2, 0)], result.Suggestions[1].Changes);
        Assert.All(result.Suggestions, suggestion => Assert.Equal((2.5, 1 / (1 + Math.Exp(1))), (suggestion.Distance, suggestion.Probability)));
        Assert.Null(result.Nearest);

        // From (2, 1.5), 0.5 of the second and 1 of the first are less than 1.5 of either, if a change has no price of its own.
        CounterfactualFeature[] halves = Features(AllowedChange.Either, AllowedChange.Either, [0, 0.5f, 1, 1.5f, 2]);
        var free = new CounterfactualSearch(halves, new() { PriceOfChange = 0 }).Find([2, 2], SumLessThree, 0.5);
        Assert.Equal(1.5, free.Suggestions[0].Distance);
    }

    [Fact]
    public void Find_RowBelowTheThreshold_IsRaised()
    {
        var result = new CounterfactualSearch(Features(AllowedChange.Up, AllowedChange.None)).Find([0, 1], SumLessThree, 0.5);
        Assert.Equal([new CounterfactualChange(0, "x1", 0, 2)], Assert.Single(result.Suggestions).Changes);
        Assert.Equal(0.5, result.Suggestions[0].Probability);
    }

    [Fact]
    public void Find_LockedOrWrongDirection_ChangesTheOtherOnly()
    {
        var result = new CounterfactualSearch(Features(AllowedChange.Down, AllowedChange.None)).Find([2, 2], SumLessThree, 0.5);
        Assert.Equal("x1", Assert.Single(Assert.Single(result.Suggestions).Changes).Feature);
        var nothing = new CounterfactualSearch(Features(AllowedChange.Up, AllowedChange.None)).Find([2, 2], SumLessThree, 0.5);
        Assert.Empty(nothing.Suggestions);
        Assert.Null(nothing.Nearest);
        Assert.Empty(new CounterfactualSearch(Features(AllowedChange.None, AllowedChange.None)).Find([2, 2], SumLessThree, 0.5).Suggestions);
    }

    /// <summary>From (4, 4) one feature cannot do it, both can, and with one allowed change the answer is how near it gets.</summary>
    [Fact]
    public void Find_NothingCrosses_SaysHowNearItGets()
    {
        RowScorer steep = row => 1 / (1 + Math.Exp(3 - row[0] - row[1]));
        var one = new CounterfactualSearch(TwoNumbers, new() { MostChanges = 1 }).Find([4, 4], steep, 0.5);
        Assert.Empty(one.Suggestions);
        Assert.Equal([new CounterfactualChange(0, "x1", 4, 0)], one.Nearest!.Changes);
        Assert.Equal(steep([0, 4]), one.Nearest.Probability);
        var two = new CounterfactualSearch(TwoNumbers).Find([4, 4], steep, 0.5);
        Assert.Equal(2, Assert.Single(two.Suggestions).Changes.Count);
        Assert.Equal(6 + 1, two.Suggestions[0].Distance);
        var never = new CounterfactualSearch(TwoNumbers).Find([4, 4], steep, 0.01);
        Assert.Empty(never.Suggestions);
        Assert.Equal(steep([0, 0]), never.Nearest!.Probability);
    }

    /// <summary>Neither feature does anything alone: the search must not need a slope to follow.</summary>
    [Fact]
    public void Find_OnlyTogether_IsFound()
    {
        var result = new CounterfactualSearch(TwoNumbers).Find([4, 4], row => row[0] == 3 && row[1] == 1 ? 0.1 : 0.9, 0.5);
        Assert.Equal([new(0, "x1", 4, 3), new(1, "x2", 4, 1)], Assert.Single(result.Suggestions).Changes);
    }

    [Fact]
    public void Find_ThreeNeeded_ChangesThreeAndNoMore()
    {
        var features = TestData.Columns(8).Select(column => new CounterfactualFeature(column, AllowedChange.Either, [0, 1, 2], 1)).ToArray();
        var result = new CounterfactualSearch(features, new() { MostSuggestions = 2 }).Find([2, 2, 2, 2, 2, 2, 2, 2], row =>
        {
            var sum = -11.5;
            foreach (var value in row) sum += value;
            return 1 / (1 + Math.Exp(-sum));
        }, 0.5);
        Assert.Equal(2, result.Suggestions.Count);
        Assert.All(result.Suggestions, suggestion => Assert.Equal((3, 5 + 1.5), (suggestion.Changes.Count, suggestion.Distance)));
    }

    /// <summary>
    /// Boosted trees on six features of five values, from rows on both sides: no two changes cross nearer than what is found, and what is
    /// found obeys all rules.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_BoostedTrees_FindsNoLessThanTryingAllPairs(int seed)
    {
        var data = TestData.Normals(1500, 6, seed);
        var features = new FeatureMatrix(data.Columns, [.. data.Values.ToArray().Select(value => MathF.Round(2 * value) / 2)]);
        var labels = TestData.LogisticLabels(features, [1, -1, 0.7, 0.5, 0.5, 0], 0, seed);
        var model = GradientBoostingTrainer.Fit(features, labels, new() { Trees = 60, MaxDepth = 4 });
        var plausible = CounterfactualFeature.Of(features, features.Columns.ToDictionary(column => column.Name, _ => AllowedChange.Either, StringComparer.Ordinal), levels: 5);
        var search = new CounterfactualSearch(plausible, new() { MostChanges = 2 });
        for (var row = 0; row < 25; row++)
        {
            var values = features.Row(row).ToArray();
            var result = search.Find(values, model.Probability, 0.4);
            var nearest = NearestOfAllPairs(plausible, values, model.Probability, 0.4);
            Assert.Equal(nearest, result.Suggestions.Select(suggestion => suggestion.Distance).FirstOrDefault(double.PositiveInfinity), 1e-12);
            var three = new CounterfactualSearch(plausible).Find(values, model.Probability, 0.4);
            Assert.True(nearest >= three.Suggestions.Select(suggestion => suggestion.Distance).FirstOrDefault(double.PositiveInfinity) - 1e-12);
            CheckRules(plausible, values, model.Probability, three);
        }
    }

    [Fact]
    public void Find_SameInput_GivesTheSameWithinItsCalls()
    {
        var features = TestData.Columns(30).Select(column => new CounterfactualFeature(column, AllowedChange.Either, [-2, -1, 0, 1, 2], 1)).ToArray();
        var row = new float[30];
        Array.Fill(row, 2);
        var calls = 0;
        var search = new CounterfactualSearch(features, new() { MostCalls = 900 });
        var (one, two) = (search.Find(row, Wavy, 0.01), search.Find(row, Wavy, 0.01));
        Assert.InRange(one.Calls, 500, 900);
        Assert.Equal(2 * one.Calls, calls);
        Assert.Equal(one.Nearest!.Changes, two.Nearest!.Changes);
        Assert.Equal(100, new CounterfactualSearch(features, new() { MostCalls = 100 }).Find(row, Wavy, 0.01).Calls);

        double Wavy(ReadOnlySpan<float> values)
        {
            calls++;
            var sum = 0.0;
            for (var j = 0; j < values.Length; j++) sum += Math.Sin(values[j] * (j + 1));
            return 1 / (1 + Math.Exp(-sum / 10));
        }
    }

    [Fact]
    public void Find_MissingAndCategories_FollowTheirOwnRules()
    {
        var segment = FeatureColumn.Categorical("segment", "retail", "student", "business");
        CounterfactualFeature[] features = [new(FeatureColumn.Numeric("income"), AllowedChange.Either, [0, 1000], 500), new(segment, AllowedChange.Either, [0, 2], 1)];
        var result = new CounterfactualSearch(features).Find([float.NaN, 1], row => float.IsNaN(row[0]) && row[1] != 2 ? 0.8 : 0.2, 0.5);
        Assert.Equal([new CounterfactualChange(1, "segment", 1, 2)], Assert.Single(result.Suggestions).Changes);
        Assert.Equal(1.5, result.Suggestions[0].Distance);
    }

    [Fact]
    public void Find_Cancelled_StopsWithinItsCalls()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        var features = TestData.Columns(40).Select(column => new CounterfactualFeature(column, AllowedChange.Either, [.. Enumerable.Range(1, 30).Select(i => (float)i)], 1)).ToArray();
        Assert.Throws<OperationCanceledException>(() => new CounterfactualSearch(features).Find(new float[40], _ =>
        {
            if (++calls == 300) source.Cancel();
            return 0.9;
        }, 0.5, source.Token));
        Assert.InRange(calls, 300, 556);
    }

    [Fact]
    public void Find_WrongInput_IsRefused()
    {
        var search = new CounterfactualSearch(TwoNumbers);
        Assert.Equal("row", Assert.Throws<ArgumentException>(() => search.Find([1], SumLessThree, 0.5)).ParamName);
        Assert.Contains("'x2'", Assert.Throws<ArgumentException>(() => search.Find([1, float.PositiveInfinity], SumLessThree, 0.5)).Message, StringComparison.Ordinal);
        Assert.Equal("threshold", Assert.Throws<ArgumentOutOfRangeException>(() => search.Find([1, 2], SumLessThree, 1)).ParamName);
        Assert.Equal("scorer", Assert.Throws<ArgumentException>(() => search.Find([1, 2], _ => double.NaN, 0.5)).ParamName);
        Assert.Equal("features", Assert.Throws<ArgumentException>(() => new CounterfactualSearch([])).ParamName);
        Check(nameof(CounterfactualOptions.MostChanges), new() { MostChanges = 4 });
        Check(nameof(CounterfactualOptions.MostSuggestions), new() { MostSuggestions = 0 });
        Check(nameof(CounterfactualOptions.PriceOfChange), new() { PriceOfChange = double.NaN });
        Check(nameof(CounterfactualOptions.MostCalls), new() { MostCalls = 99 });

        static void Check(string option, CounterfactualOptions options) =>
            Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => new CounterfactualSearch(TwoNumbers, options)).ParamName);
    }

    private static double SumLessThree(ReadOnlySpan<float> row) => 1 / (1 + Math.Exp(3.0 - row[0] - row[1]));

    private static CounterfactualFeature[] Features(AllowedChange first, AllowedChange second, params float[] values)
    {
        if (values.Length == 0) values = [0, 1, 2, 3, 4];
        return [Feature("x1", first), Feature("x2", second)];

        CounterfactualFeature Feature(string name, AllowedChange allowed) =>
            new(FeatureColumn.Numeric(name), allowed, allowed == AllowedChange.None ? [] : values, 1);
    }

    private static double NearestOfAllPairs(IReadOnlyList<CounterfactualFeature> features, float[] row, RowScorer scorer, double threshold)
    {
        var upper = scorer(row) >= threshold;
        var nearest = double.PositiveInfinity;
        for (var i = 0; i < features.Count; i++)
        {
            foreach (var first in features[i].Values)
            {
                for (var j = i + 1; j < features.Count; j++)
                {
                    foreach (var second in features[j].Values)
                    {
                        var changed = row.ToArray();
                        (changed[i], changed[j]) = (first, second);
                        Look(changed);
                        changed[j] = row[j];
                        Look(changed);
                        (changed[i], changed[j]) = (row[i], second);
                        Look(changed);
                    }
                }
            }
        }
        return nearest;

        void Look(float[] changed)
        {
            if (scorer(changed) >= threshold == upper) return;
            var distance = 0.0;
            for (var j = 0; j < row.Length; j++)
            {
                if (changed[j] != row[j]) distance += (Math.Abs((double)changed[j] - row[j]) / features[j].Scale) + 0.5;
            }
            nearest = Math.Min(nearest, distance);
        }
    }

    private static void CheckRules(IReadOnlyList<CounterfactualFeature> features, float[] row, RowScorer scorer, CounterfactualResult result)
    {
        Assert.InRange(result.Suggestions.Count, 0, 3);
        Assert.Equal(result.Suggestions.OrderBy(suggestion => suggestion.Distance), result.Suggestions);
        var told = new HashSet<int>();
        foreach (var suggestion in result.Suggestions)
        {
            Assert.InRange(suggestion.Changes.Count, 1, 3);
            var changed = row.ToArray();
            foreach (var change in suggestion.Changes)
            {
                Assert.Equal(row[change.Column], change.From);
                Assert.NotEqual(change.From, change.To);
                Assert.Contains(change.To, features[change.Column].Values);
                changed[change.Column] = change.To;
            }
            Assert.Equal(scorer(changed), suggestion.Probability);
            Assert.NotEqual(result.Probability >= result.Threshold, suggestion.Probability >= result.Threshold);
            Assert.False(suggestion.Changes.All(change => told.Contains(change.Column)));
            told.UnionWith(suggestion.Changes.Select(change => change.Column));
        }
    }
}
