using System.Text;

namespace RiskInsights.Core.Ingestion.Values;

/// <summary>
/// The codes of one column. A code is found as written, or in other case and with spaces or hyphens for underscores
/// (<c>Card Payment</c> is <c>card_payment</c>).
/// </summary>
internal sealed class CodeTable
{
    private const int LongestCode = 64;
    private readonly Dictionary<byte[], byte>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly byte[][] _utf8;

    public CodeTable(params IReadOnlyList<string> codes)
    {
        Codes = codes;
        _utf8 = [.. codes.Select(Encoding.UTF8.GetBytes)];
        var indexes = new Dictionary<byte[], byte>(Utf8Comparer.Instance);
        for (var i = 0; i < _utf8.Length; i++)
            indexes.Add(_utf8[i], (byte)i);
        _lookup = indexes.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<string> Codes { get; }

    public string this[byte index] => Codes[index];

    public ReadOnlySpan<byte> Utf8(byte index) => _utf8[index];

    public byte IndexOf(string code) => _lookup[Encoding.UTF8.GetBytes(code)];

    public bool TryFind(ReadOnlySpan<byte> text, out byte index)
    {
        if (_lookup.TryGetValue(text, out index))
            return true;
        if (text.Length > LongestCode)
            return false;
        Span<byte> normal = stackalloc byte[LongestCode];
        return _lookup.TryGetValue(normal[..Normalise(text, normal)], out index);
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
