using RiskInsights.Core.Ingestion.Aggregation;

namespace RiskInsights.Tests.Ingestion;

/// <summary>Cells are counted as a dictionary counts them and come out in the order of their keys, past the expected number too.</summary>
public sealed class CellTableTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5_000)]
    public void Close_RandomKeys_GivesEveryCellInOrder(int most)
    {
        var (random, table) = (new Random(11), new CellTable<long>(most));
        for (var round = 0; round < 2; round++)
        {
            var expected = new SortedDictionary<ulong, long>();
            for (var i = 0; i < 20_000; i++)
            {
                var key = ((ulong)random.Next(3) << 40) | (uint)random.Next(1_500);
                table.Expect(key);
                table.Approach(key);
                table.Of(key) += i;
                expected[key] = expected.GetValueOrDefault(key) + i;
            }

            table.Close();
            Assert.Equal(expected.Keys, table.Keys.ToArray());
            Assert.Equal(expected.Values, Enumerable.Range(0, table.Count).Select(i => table.At(i)));
            table.Clear();
            Assert.Equal((0, 0L), (table.Count, table.Of(1)));
            table.Clear();
        }
    }
}
