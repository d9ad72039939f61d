using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Tests.ModelRegistry.Runs;

public sealed class RunComparisonTests
{
    [Fact]
    public void Metrics_OfTwoRuns_AreLaidBesideEachOtherWithTheDifferenceFromTheFirst()
    {
        var comparison = RunComparison.Of([
            SomeRuns.Stored(SomeRuns.Default(0.75)),
            SomeRuns.Stored(SomeRuns.Default(0.8) with { Metrics = new Dictionary<string, double> { ["auc"] = 0.8, ["ks"] = 0.4, ["brier"] = double.NaN } }, 2),
        ]);
        Assert.Equal(["auc", "brier", "ks"], comparison.Metrics.Select(m => m.Name));
        Assert.Equal(0.05, comparison.Metrics[0].Difference(1)!.Value, 12);
        Assert.Equal([0.05, double.NaN], comparison.Metrics[1].Values);
        Assert.Null(comparison.Metrics[1].Difference(1));
        Assert.Equal([null, 0.4], comparison.Metrics[2].Values);
        Assert.Null(comparison.Metrics[2].Difference(1));
    }

    [Fact]
    public void Parameters_ThatAreWrittenDifferentlyOrMissing_DifferOnlyByValue()
    {
        static TrainingRun With(params (string, RunValue)[] values) => SomeRuns.Default(0.8) with { Parameters = values.ToDictionary(v => v.Item1, v => v.Item2) };
        var comparison = RunComparison.Of([
            SomeRuns.Stored(With(("rate", new RunValue("0.1", 0.1)), ("depth", RunValue.Of(4)), ("grow", RunValue.Of("a")))),
            SomeRuns.Stored(With(("rate", new RunValue("0.10", 0.1)), ("depth", RunValue.Of(5)), ("grow", RunValue.Of("a")), ("seed", RunValue.Of(1))), 2),
        ]);
        Assert.Equal([("depth", true), ("grow", false), ("rate", false), ("seed", true)], comparison.Parameters.Select(p => (p.Name, p.Differs)));
    }

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("", "", false)]
    public void Data_OfTheRuns_IsTheSameOnlyWhereItIsKnownToBe(string first, string second, bool same) =>
        Assert.Equal(same, RunComparison.Of([
            SomeRuns.Stored(SomeRuns.Default(0.7) with { DataFingerprint = first }),
            SomeRuns.Stored(SomeRuns.Default(0.7) with { DataFingerprint = second }, 2),
        ]).IsSameData);
}
