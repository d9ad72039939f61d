using System.Text;

namespace RiskInsights.Core.Ingestion.Files;

/// <summary>
/// Turns cp1252 or UTF-16 into UTF-8 while it is read. A byte that is no character of cp1252 stays as it is (each of the
/// five is invalid where it stands in UTF-8), what is none of UTF-16 becomes 0xFF: the row is recognised by that and turned
/// away, instead of going on with a replacement character.
/// </summary>
internal sealed class Utf8Stream(ForwardStream source, TextEncoding encoding) : ForwardStream
{
    private const byte NoCharacter = 0xFF;
    private const int LongestCharacter = 4;

    // Characters of the bytes 0x80 to 0x9F; zero where cp1252 has none.
    private const string Cp1252 =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
        + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    private readonly byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    public static ForwardStream Decode(ForwardStream source, TextEncoding encoding) =>
        encoding == TextEncoding.Utf8 ? source : new Utf8Stream(source, encoding);

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (buffer.Length - written >= LongestCharacter && (written == 0 || _end - _start >= LongestCharacter) && Fill())
        {
            written += encoding == TextEncoding.Cp1252
                ? WriteCp1252(buffer[written..], _bytes[_start++])
                : WriteUtf16(buffer[written..]);
        }

        Done += written;
        return written;
    }

    protected override void Dispose(bool disposing)
    {
        source.Dispose();
        base.Dispose(disposing);
    }

    // Holds a whole surrogate pair, unless the file ends.
    private bool Fill()
    {
        while (_end - _start < LongestCharacter && !_ended)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
            var count = source.Read(_bytes, _end, _bytes.Length - _end);
            _end += count;
            _ended = count == 0;
        }

        return _start < _end;
    }

    private static int WriteCp1252(Span<byte> target, byte value)
    {
        if (value < 0x80)
        {
            target[0] = value;
            return 1;
        }

        var character = value is >= 0x80 and <= 0x9F ? Cp1252[value - 0x80] : (char)value;
        return character == '\0' ? WriteByte(target, value) : new Rune(character).EncodeToUtf8(target);
    }

    private int WriteUtf16(Span<byte> target)
    {
        if (_end - _start == 1)
        {
            _start++;
            return WriteByte(target, NoCharacter);
        }

        var first = Unit(_start);
        _start += 2;
        if (!char.IsSurrogate(first))
            return new Rune(first).EncodeToUtf8(target);
        if (!char.IsHighSurrogate(first) || _end - _start < 2 || !char.IsLowSurrogate(Unit(_start)))
            return WriteByte(target, NoCharacter);
        var rune = new Rune(first, Unit(_start));
        _start += 2;
        return rune.EncodeToUtf8(target);
    }

    private char Unit(int at) => (char)(encoding == TextEncoding.Utf16LittleEndian
        ? _bytes[at] | (_bytes[at + 1] << 8)
        : (_bytes[at] << 8) | _bytes[at + 1]);

    private static int WriteByte(Span<byte> target, byte value)
    {
        target[0] = value;
        return 1;
    }
}
