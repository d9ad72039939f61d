using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Binning;

namespace RiskInsights.Tests.MachineLearning.Binning;

public sealed class JoinSearchTests
{
    /// <summary>The dynamic programme against every one of the 2⁸ ways to join nine fine bins.</summary>
    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(-1, 0.2)]
    [InlineData(0, 0.2)]
    [InlineData(1, 1.0)]
    [InlineData(0, 1e-6)]
    [InlineData(1, 0.3, -1)]
    [InlineData(-1, 0.3, 1)]
    public void Best_NineFineBins_IsTheBestOfAllWays(int direction, double pValue, int? then = null)
    {
        int[] directions = then is { } second ? [direction, second] : [direction];
        for (var seed = 0; seed < 40; seed++)
        {
            var pieces = Random(seed);
            var evidence = new WeightOfEvidence(pieces.Rows.Sum(), pieces.Bads.Sum(), 2);
            var options = new BinningOptions { MaxPValue = pValue, MaxBins = 5 };
            var (starts, value) = new JoinSearch(pieces, options, leastRows: 60, evidence).Best(directions);
            var best = AllWays(9).Where(way => Obeys(way, pieces, options, 60, directions)).Max(way => Value(way, pieces, evidence));
            Assert.Equal(best, value, 1e-12);
            Assert.Equal(best, Value(starts, pieces, evidence), 1e-12);
            Assert.True(Obeys(starts, pieces, options, 60, directions));
        }
    }

    private static FineBins Random(int seed)
    {
        var random = new RandomStream(seed);
        int[] rows = new int[9], bads = new int[9];
        for (var i = 0; i < 9; i++)
        {
            rows[i] = 20 + random.Next(100);
            for (var j = 0; j < rows[i]; j++) bads[i] += random.NextDouble() < 0.2 + (0.3 * ((i * (seed % 7) % 9) / 9.0)) ? 1 : 0;
        }
        return new FineBins(rows, bads, new float[9], []);
    }

    private static IEnumerable<int[]> AllWays(int pieces) =>
        Enumerable.Range(0, 1 << (pieces - 1)).Select(cuts => (int[])[0, .. Enumerable.Range(1, pieces - 1).Where(i => ((cuts >> (i - 1)) & 1) != 0)]);

    private static (double Rows, double Bads)[] Join(int[] starts, FineBins pieces) =>
        [.. starts.Select((start, bin) => (start..(bin + 1 < starts.Length ? starts[bin + 1] : 9)))
            .Select(range => ((double)pieces.Rows[range].Sum(), (double)pieces.Bads[range].Sum()))];

    private static double Value(int[] starts, FineBins pieces, WeightOfEvidence evidence) =>
        Join(starts, pieces).Sum(bin => evidence.InformationValue((int)bin.Rows, (int)bin.Bads));

    private static bool Obeys(int[] starts, FineBins pieces, BinningOptions options, int leastRows, int[] directions)
    {
        var bins = Join(starts, pieces);
        if (bins.Length == 1) return true;
        if (bins.Length > options.MaxBins || bins.Any(bin => bin.Rows < leastRows)) return false;
        var phase = 0;
        for (var i = 1; i < bins.Length; i++)
        {
            var (a, b) = (bins[i - 1], bins[i]);
            double difference = (b.Bads / b.Rows) - (a.Bads / a.Rows), pooled = (a.Bads + b.Bads) / (a.Rows + b.Rows);
            var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / a.Rows) + (1 / b.Rows)));
            if (difference == 0 || NormalDistribution.TwoSidedPValue(difference / error) > options.MaxPValue) return false;
            while (phase < directions.Length && directions[phase] != 0 && directions[phase] != Math.Sign(difference)) phase++;
            if (phase == directions.Length) return false;
        }
        return true;
    }
}
