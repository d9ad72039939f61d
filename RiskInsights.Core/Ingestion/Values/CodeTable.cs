using System.Text;

namespace RiskInsights.Core.Ingestion.Values;

/// <summary>
/// The codes of one column. A code is found as written, or in other case and with spaces or hyphens for underscores
/// (<c>Card Payment</c> is <c>card_payment</c>).
/// </summary>
internal sealed class CodeTable
{
    private const int LongestCode = 64;
    private readonly Utf8Index _indexes = new();
    private readonly byte[][] _utf8;

    public CodeTable(params IReadOnlyList<string> codes)
    {
        Codes = codes;
        _utf8 = [.. codes.Select(Encoding.UTF8.GetBytes)];
        for (var i = 0; i < _utf8.Length; i++)
            _indexes.Set(_utf8[i], i);
    }

    public IReadOnlyList<string> Codes { get; }

    public string this[byte index] => Codes[index];

    public ReadOnlySpan<byte> Utf8(byte index) => _utf8[index];

    public byte IndexOf(string code)
    {
        Span<byte> utf8 = stackalloc byte[LongestCode];
        return Encoding.UTF8.TryGetBytes(code, utf8, out var length) && _indexes.TryFind(utf8[..length], out var index) ? (byte)index : throw new KeyNotFoundException(code);
    }

    public bool TryFind(ReadOnlySpan<byte> text, out byte index)
    {
        var isKnown = _indexes.TryFind(text, out var found) || TryFindNormal(text, out found);
        index = (byte)found;
        return isKnown;
    }

    private bool TryFindNormal(ReadOnlySpan<byte> text, out int index)
    {
        Span<byte> normal = stackalloc byte[LongestCode];
        index = 0;
        return text.Length <= LongestCode && _indexes.TryFind(normal[..Normalise(text, normal)], out index);
    }

    /// <summary>Lower case, underscores between words, no blanks at the ends. Returns the length.</summary>
    public static int Normalise(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text = text.Trim((byte)' ');
        for (var i = 0; i < text.Length; i++)
        {
            target[i] = text[i] switch
            {
                >= (byte)'A' and <= (byte)'Z' => (byte)(text[i] | 0x20),
                (byte)' ' or (byte)'-' => (byte)'_',
                _ => text[i],
            };
        }

        return text.Length;
    }
}
