using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting;

public sealed class BinningTests
{
    [Fact]
    public void Edges_FewDistinctValues_LieMidwayBetweenThem() => Assert.Equal([0f, 2.5f, 6.5f], BinEdges.Of([-1, -1, 1, 4, 4, 9], mostBins: 4));

    [Fact]
    public void Edges_NeighbouringFloats_SeparateThem()
    {
        var upper = MathF.BitIncrement(1f);
        Assert.Equal([upper], BinEdges.Of([1f, upper], mostBins: 2));
    }

    [Fact]
    public void Edges_ZerosOfBothSigns_AreOneValue() => Assert.Empty(BinEdges.Of([-0f, 0f, 0f], mostBins: 2));

    [Fact]
    public void Edges_NoValueOrOne_AreNone()
    {
        Assert.Empty(BinEdges.Of([], mostBins: 255));
        Assert.Empty(BinEdges.Of([7, 7, 7], mostBins: 255));
    }

    [Fact]
    public void Edges_ManyDistinctValues_ShareOutTheRowsEvenly()
    {
        var sorted = Enumerable.Range(0, 1000).Select(i => (float)i).ToArray();
        var edges = BinEdges.Of(sorted, mostBins: 10);
        Assert.Equal(Enumerable.Range(1, 9).Select(k => (k * 100) - 0.5f), edges);
    }

    /// <summary>Half of the rows are 0: the value has a bin of its own, and the other nine share the rest.</summary>
    [Fact]
    public void Edges_FrequentValue_HasABinToItself()
    {
        var sorted = Enumerable.Repeat(0f, 900).Concat(Enumerable.Range(1, 900).Select(i => (float)i)).ToArray();
        var edges = BinEdges.Of(sorted, mostBins: 10);
        Assert.Equal(9, edges.Length);
        Assert.Equal(0.5f, edges[0]);
        Assert.Equal(Enumerable.Range(1, 8).Select(k => (k * 100) + 0.5f), edges[1..]);
    }

    [Fact]
    public void FloatSort_AnyFiniteNumbers_AscendAsComparisonHasThem()
    {
        var random = new RandomStream(seed: 3);
        var values = new float[5000];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(TestData.Normal(ref random) * Math.Pow(10, random.Next(60) - 30));
        values[7] = float.MaxValue;
        values[8] = float.MinValue;
        values[9] = 0;
        var expected = values.Order().ToArray();
        FloatSort.Sort(values, new float[values.Length]);
        Assert.Equal(expected, values);
    }

    /// <summary>Whatever shares a byte must come out of it again: every state of every row, by vectors and without.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BinnedRows_ColumnsOfAllSizes_KeepEveryState(bool vectors)
    {
        var features = MixedColumns(rows: 1111);
        using var team = new WorkerTeam(2);
        var bins = FeatureBinning.Find(features, 255, allowConstantColumns: false, team, "features");
        var layout = BinLayout.Of(bins);
        using var binned = BinnedRows.Of(features, layout, team, vectors ? InstructionSet.Avx512 : InstructionSet.Scalar);
        Assert.True(layout.Lanes.Length < features.Width, "columns of few bins share lanes");
        Assert.All(layout.Lanes, lane => Assert.InRange(lane.States, 1, 256));
        foreach (var column in layout.Columns)
        {
            for (var row = 0; row < features.Rows; row++)
            {
                var value = features[row, column.Column];
                var expected = float.IsNaN(value) ? column.Bins : column.IsCategorical ? (int)value : column.Edges.Count(edge => edge <= value);
                Assert.Equal(expected, column.StateOf(binned[row, column.Lane]));
            }
        }
    }

    [Fact]
    public void Binning_ValueInOneRowOfMany_IsNotMissedByTheSample()
    {
        const int Rows = 300_000;
        var values = new float[Rows];
        values[123_456] = 1;
        using var team = new WorkerTeam(1);
        var bins = FeatureBinning.Find(new FeatureMatrix(TestData.Columns(1), values), 255, allowConstantColumns: false, team, "features");
        Assert.Equal([0.5f], bins[0].Edges);
    }

    /// <summary>More columns than are gathered together, and more rows than a block.</summary>
    [Fact]
    public void Binning_ManyColumns_KeepsThemApart()
    {
        const int Width = 77, Rows = 150;
        var values = new float[Rows * Width];
        for (var i = 0; i < values.Length; i++) values[i] = (i % Width) + (0.25f * (i / Width % ((i % Width) + 2)));
        using var team = new WorkerTeam(2);
        var bins = FeatureBinning.Find(new FeatureMatrix(TestData.Columns(Width), values), 255, allowConstantColumns: false, team, "features");
        for (var column = 0; column < Width; column++)
            Assert.Equal(Enumerable.Range(0, column + 1).Select(k => column + (0.25f * k) + 0.125f), bins[column].Edges);
    }

    /// <summary>Numeric columns of 2, 5, 40 and many values, with and without missing ones, and a categorical one.</summary>
    internal static FeatureMatrix MixedColumns(int rows)
    {
        FeatureColumn[] columns = [.. TestData.Columns(8), FeatureColumn.Categorical("kind", "a", "b", "c", "d", "e", "f")];
        var random = new RandomStream(seed: 11);
        var values = new float[rows * columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (i % columns.Length) switch
            {
                0 or 1 => random.Next(2),
                2 or 3 => random.Next(5),
                4 => random.Next(40),
                8 => random.Next(6),
                _ => (float)TestData.Normal(ref random),
            };
            if (i % columns.Length is 1 or 3 or 6 or 8 && random.Next(8) == 0) values[i] = float.NaN;
        }
        return new FeatureMatrix(columns, values);
    }
}
