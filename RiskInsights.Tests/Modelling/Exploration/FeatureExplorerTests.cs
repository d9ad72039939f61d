using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Tests.Modelling.Exploration;

public sealed class FeatureExplorerTests
{
    private static readonly DateOnly[] Dates = [new(2023, 1, 1), new(2023, 4, 1)];

    /// <summary>100 rows a date: 0 with 10 of 100 bad on the first, 1 with 40 of 100 on the second; a column that is known on the second alone; one that is never known.</summary>
    private static TrainingRows TwoGroups()
    {
        var values = Enumerable.Range(0, 200).SelectMany(i => new[] { i < 100 ? 0f : 1, i < 100 ? float.NaN : i, float.NaN });
        byte[] labels = [.. Enumerable.Range(0, 200).Select(i => (byte)(i < 10 || i >= 160 ? 1 : 0))];
        return new TrainingRows(Dates, [0, 100], new int[200], new FeatureMatrix(FeatureColumn.Numeric("x", "late", "never"), [.. values]), labels);
    }

    [Fact]
    public void Of_TwoGroups_HasTheWeightsAndTheInformationValueOfTheFormula()
    {
        var feature = Explore(TwoGroups()).Find("x")!;

        // p = 0.25, smoothing 5: ln(93.75 / 11.25) − ln 3 and ln(63.75 / 41.25) − ln 3; each times a difference of shares of 0.4.
        var (safe, risky) = (Math.Log(93.75 / 11.25) - Math.Log(3), Math.Log(63.75 / 41.25) - Math.Log(3));
        Assert.Equal([100, 100, 0], feature.Bins.Select(b => b.Rows));
        Assert.Equal([10, 40, 0], feature.Bins.Select(b => b.Bads));
        Assert.Equal(safe, feature.Bins[0].Woe, 9);
        Assert.Equal(risky, feature.Bins[1].Woe, 9);
        Assert.Equal(0.4 * (safe - risky), feature.InformationValue!.Value, 9);
        Assert.Equal(0.7, feature.Auc, 9);
        Assert.Equal([new HistogramBar(0, 0, 90, 10), new HistogramBar(1, 1, 60, 40)], feature.Histogram);
        Assert.Equal([0, 1], feature.Means.Select(m => m!.Value));
    }

    [Fact]
    public void Of_MissingValues_AreABinAndABarOfTheirOwnAndAShare()
    {
        var late = Explore(TwoGroups()).Find("late")!;
        Assert.Equal(0.5, late.Missing);
        Assert.Equal((BinKind.Missing, 100, 10), (late.Bins[^1].Kind, late.Bins[^1].Rows, late.Bins[^1].Bads));
        Assert.Equal((90, 10), (late.MissingBar.Zeros, late.MissingBar.Ones));
        Assert.Equal(100, late.Histogram.Sum(b => b.Zeros + b.Ones));
        Assert.Equal([null, 149.5], late.Means);
    }

    [Fact]
    public void Of_AFeatureWithoutAnyValue_SaysSoInsteadOfFailing()
    {
        var exploration = Explore(TwoGroups());
        var never = exploration.Find("never")!;
        Assert.Null(never.InformationValue);
        Assert.Equal(1, never.Missing);
        Assert.Empty(never.Bins);
        Assert.Empty(never.Histogram);
        Assert.Null(exploration.Correlation(never, exploration.Find("x")!));
    }

    [Fact]
    public void Of_WholeNumbers_HasBarsOfWholeNumbers()
    {
        // 0 to 99, and one far above, which the last bar takes in.
        var values = Enumerable.Range(0, 200).Select(i => i == 199 ? 5000f : i / 2);
        var rows = new TrainingRows(Dates, [0, 100], new int[200], new FeatureMatrix([FeatureColumn.Numeric("x")], [.. values]), TwoGroups().Labels);
        var bars = Explore(rows).Find("x")!.Histogram;
        Assert.Equal((1, 5, 12), (bars[0].From, bars[0].To, bars[0].Zeros + bars[0].Ones));
        Assert.Equal((6, 10), (bars[1].From, bars[1].To));
        Assert.Equal(200, bars.Sum(b => b.Zeros + b.Ones));
        Assert.True(bars.Count <= 20);
    }

    [Fact]
    public void Of_Dates_CountRowsAndOutcomes() =>
        Assert.Equal([new ExploredDate(Dates[0], 100, 10), new ExploredDate(Dates[1], 100, 40)], Explore(TwoGroups()).Dates);

    [Fact]
    public void Of_MoreRowsThanTheSample_KeepsTheShareOfTheOutcome()
    {
        var exploration = FeatureExplorer.Of(TwoGroups(), CancellationToken.None, mostSampled: 40);
        Assert.Equal((200, 50, 40), (exploration.Rows, exploration.Positives, exploration.Sampled));
        Assert.All(exploration.Features.Where(f => f.Bins.Count > 0), f => Assert.Equal((40, 10), (f.Bins.Sum(b => b.Rows), f.Bins.Sum(b => b.Bads))));
        Assert.Equal(exploration.ToJson(), FeatureExplorer.Of(TwoGroups(), CancellationToken.None, mostSampled: 40).ToJson());
    }

    [Fact]
    public void Of_OneOutcome_IsRefusedInWords()
    {
        var rows = TwoGroups();
        var paid = new TrainingRows(Dates, [0, 100], new int[200], rows.Features, new byte[200]);
        Assert.Contains("0 of the 200 training rows", Assert.Throws<TrainingRefusedException>(() => Explore(paid)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_ReadAgain_IsTheSame()
    {
        var json = Explore(TwoGroups()).ToJson();
        Assert.Equal(json, FeatureExploration.FromJson(json).ToJson());
    }

    [Fact]
    public void Histogram_ManyValues_PutsTheOutermostIntoTheBarsAtTheEnds()
    {
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => (float)i), -1_000_000, 1_000_000];
        var histogram = new OutcomeHistogram(values, new byte[values.Length]);
        Assert.Equal(20, histogram.Bars.Count);
        Assert.Equal(values.Length, histogram.Bars.Sum(b => b.Zeros));
        Assert.InRange(histogram.Bars[0].From, 0, 20);
        Assert.InRange(histogram.Bars[^1].To, 980, 1010);
        Assert.InRange(histogram.Bars[10].Zeros, 45, 55);
    }

    private static FeatureExploration Explore(TrainingRows rows) => FeatureExplorer.Of(rows, CancellationToken.None);
}
