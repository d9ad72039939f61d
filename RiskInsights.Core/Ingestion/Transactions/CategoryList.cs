using System.Buffers;
using System.Text;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>
/// The merchant categories that a load has met: any snake_case word, up to 1,000 different ones (more would be free text
/// in the wrong column). The reading thread adds, the writing thread looks up what it was handed.
/// </summary>
internal sealed class CategoryList
{
    private const int Most = 1000;
    private const int Longest = 64;
    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly Utf8Index _numbers = new();
    private readonly byte[][] _words = new byte[Most + 1][];

    /// <summary>The word of a number above 0.</summary>
    public ReadOnlySpan<byte> this[short number] => _words[number];

    /// <summary>The number of the word as written, or as a code is normalised. False when it is no snake_case word.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out short number)
    {
        var isWord = _numbers.TryFind(text, out var found)
            || (TryNormalise(text, out var word) && (_numbers.TryFind(word, out found) || TryAdd(word, out found)));
        number = isWord ? (short)found : (short)0;
        return isWord;
    }

    /// <summary>The number of a word that the program itself chose.</summary>
    public short Of(string word) => TryFind(Encoding.UTF8.GetBytes(word), out var number) ? number : throw new ArgumentException(word, nameof(word));

    private bool TryAdd(byte[] word, out int number)
    {
        number = _numbers.Count + 1;
        if (number > Most)
            return false;
        _words[number] = word;
        _numbers.Set(word, number);
        return true;
    }

    /// <summary>A code as snake_case. False when it has other characters, is empty, or is longer than 64.</summary>
    public static bool TryNormalise(ReadOnlySpan<byte> text, out byte[] word)
    {
        word = [];
        if (text.Length is 0 or > Longest)
            return false;
        Span<byte> normal = stackalloc byte[Longest];
        normal = normal[..CodeTable.Normalise(text, normal)];
        if (normal.IsEmpty || normal.ContainsAnyExcept(WordBytes))
            return false;
        word = normal.ToArray();
        return true;
    }
}
