using RiskInsights.Core.MachineLearning.IsolationForest;

namespace RiskInsights.Tests.MachineLearning.IsolationForest;

public sealed class ForestWalkTests
{
    /// <summary>
    /// Depths 1 to 10, where tables change from registers to memory, and widths on both sides of eight. What the processor cannot do is left
    /// out: the scalar walk is compared with single rows, which are walked by other code.
    /// </summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 3)]
    [InlineData(16, 7)]
    [InlineData(32, 8)]
    [InlineData(64, 9)]
    [InlineData(128, 8)]
    [InlineData(256, 8)]
    [InlineData(256, 30)]
    [InlineData(512, 5)]
    [InlineData(1000, 12)]
    public void Scores_AnyInstructions_AreThoseOfSingleRowsBitForBit(int sampleSize, int width)
    {
        var features = TestData.Normals(1500, width, seed: sampleSize + width, (700, 0, float.NaN), (1499, width - 1, 1e30f), (0, 0, -1e30f));
        var model = IsolationForestTrainer.Fit(features, new() { Trees = 15, SampleSize = sampleSize, MinRows = 2 });
        double[] expected = [.. Enumerable.Range(0, features.Rows).Select(row => model.Score(features.Row(row)))];
        foreach (var instructions in Enum.GetValues<WalkInstructions>().Where(instructions => instructions <= ForestWalk.Best))
            Assert.Equal(expected, model.Scores(features, instructions, threads: 1, progress: null, CancellationToken.None));
    }
}
