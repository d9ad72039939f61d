using System.Globalization;
using System.Text;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Tests.Ingestion;

/// <summary>A text is found under its number, and no other text is, whatever their lengths and bytes have in common.</summary>
public sealed class Utf8IndexTests
{
    // Lengths on both sides of what lies in a slot (8 and 16 bytes), zeros among the bytes, texts that differ in one place.
    private static readonly string[] Alike =
    [
        "", "\0", "\0\0", "a", "a\0", "\0a", "ab", "abc", "abcd", "abcde", "abcdefg", "abcdefgh", "abcdefgh\0", "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop",
        "abcdefghijklmnoq", "abcdefghijklmnopq", "abcdefghXjklmnopq", "abcdefghYjklmnopq", "abcdefgh-----ijklmnop", "abcdefgh+++++ijklmnop", new string('a', 200), new string('a', 199),
    ];

    [Fact]
    public void TryFind_TextsThatAreAlike_TellsEachFromTheOthers()
    {
        var index = new Utf8Index();
        for (var i = 0; i < Alike.Length; i += 2)
            index.Set(Bytes(Alike[i]), i);
        for (var i = 0; i < Alike.Length; i++)
            Assert.Equal((i % 2 == 0, i % 2 == 0 ? i : 0), (index.TryFind(Bytes(Alike[i]), out var number), number));
        Assert.Equal(Alike.Length / 2, index.Count);
    }

    [Fact]
    public void Set_ManyTextsOfAllLengths_FindsWhatADictionaryFinds()
    {
        var random = new Random(7);
        var expected = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = new Utf8Index();
        for (var i = 0; i < 20_000; i++)
        {
            var text = random.Next(30_000).ToString(CultureInfo.InvariantCulture).PadLeft(random.Next(1, 30), '0');
            expected[text] = i;
            index.Set(Bytes(text), i);
        }

        Assert.Equal(expected.Count, index.Count);
        Assert.All(expected, e => Assert.Equal((true, e.Value), (index.TryFind(Bytes(e.Key), out var number), number)));
        Assert.False(index.TryFind("30001"u8, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(1_365)]
    public void Set_AsManyAsExpectedAndMore_FindsEach(int expected)
    {
        var index = new Utf8Index(expected);
        for (var i = 0; i < 2 * expected + 1; i++)
            index.Set(Bytes($"A{i}"), i);
        for (var i = 0; i < 2 * expected + 1; i++)
            Assert.Equal((true, i), (index.TryFind(Bytes($"A{i}"), out var number), number));
        Assert.False(index.TryFind("A"u8, out _));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
