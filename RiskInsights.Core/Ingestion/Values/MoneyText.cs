namespace RiskInsights.Core.Ingestion.Values;

/// <summary>
/// Reads amounts into cents: <c>-1234.5</c>, <c>1.234,56</c>, <c>1,234.56</c>, <c>1 234,56</c>, <c>1'234.56</c>.
/// No currency signs, no exponents.
/// </summary>
internal static class MoneyText
{
    private const int MostDigits = 15;

    /// <summary>Null when <paramref name="cents"/> is the amount; otherwise the rule that the text breaks.</summary>
    public static Rule? Parse(ReadOnlySpan<byte> text, DecimalMark column, out long cents)
    {
        if (TryPlain(text, out cents))
            return null;
        return ParseAnyForm(text, column, out cents, out _);
    }

    /// <summary>The decimal mark that the value itself proves, or Unknown.</summary>
    public static DecimalMark Evidence(ReadOnlySpan<byte> text)
    {
        ParseAnyForm(text, DecimalMark.Unknown, out _, out var evidence);
        return evidence;
    }

    // The form that most files have, -digits.digit{0,2}, in one pass.
    private static bool TryPlain(ReadOnlySpan<byte> text, out long cents)
    {
        cents = 0;
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var start = at;
        long value = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
            value = (value * 10) + text[at] - '0';
        if (at == start || at - start > MostDigits)
            return false;
        if (at == text.Length)
        {
            value *= 100;
        }
        else
        {
            if (text[at] != '.')
                return false;
            var decimals = text[(at + 1)..];
            if (decimals.Length == 2 && (uint)(decimals[0] - '0') <= 9 && (uint)(decimals[1] - '0') <= 9)
                value = (value * 100) + ((decimals[0] - '0') * 10) + decimals[1] - '0';
            else if (decimals.Length == 1 && (uint)(decimals[0] - '0') <= 9)
                value = (value * 100) + ((decimals[0] - '0') * 10);
            else
                return false;
        }

        cents = start == 1 ? -value : value;
        return true;
    }

    private static Rule? ParseAnyForm(ReadOnlySpan<byte> text, DecimalMark column, out long cents, out DecimalMark evidence)
    {
        cents = 0;
        evidence = DecimalMark.Unknown;
        Span<byte> compact = stackalloc byte[64];
        if (!TryDropBlanks(WithoutSign(text.Trim((byte)' '), out var negative), compact, out var length))
            return Rules.NotANumber;
        return ParseCompact(compact[..length], negative, column, out cents, out evidence);
    }

    private static Rule? ParseCompact(ReadOnlySpan<byte> text, bool negative, DecimalMark column, out long cents, out DecimalMark evidence)
    {
        cents = 0;
        evidence = DecimalMark.Unknown;

        int points = text.Count((byte)'.'), commas = text.Count((byte)',');
        var decimalAt = -1;
        if (points > 0 && commas > 0)
        {
            decimalAt = text.LastIndexOfAny((byte)'.', (byte)',');
            evidence = text[decimalAt] == '.' ? DecimalMark.Point : DecimalMark.Comma;
        }
        else if (points + commas == 1)
        {
            var at = text.IndexOfAny((byte)'.', (byte)',');
            var mark = points == 1 ? DecimalMark.Point : DecimalMark.Comma;
            if (text.Length - at - 1 != 3 || at is 0 or > 3)
            {
                decimalAt = at;
                evidence = mark;
            }
            else if (column == DecimalMark.Mixed)
            {
                return Rules.NotANumber;
            }
            else if (column == mark)
            {
                decimalAt = at;
            }
        }
        else if (points + commas > 1)
        {
            evidence = points > 0 ? DecimalMark.Comma : DecimalMark.Point;
        }

        var problem = Digits(text, decimalAt, out cents);
        if (problem == Rules.NotANumber)
            evidence = DecimalMark.Unknown;
        if (negative)
            cents = -cents;
        return problem;
    }

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> text, out bool negative)
    {
        ReadOnlySpan<byte> minusSign = "\u2212"u8;
        negative = text.StartsWith("-"u8) || text.StartsWith(minusSign);
        if (negative)
            return text[(text[0] == '-' ? 1 : minusSign.Length)..];
        return text.StartsWith("+"u8) ? text[1..] : text;
    }

    // Blanks and apostrophes between digits only group them; each must be followed by exactly three digits.
    private static bool TryDropBlanks(ReadOnlySpan<byte> text, Span<byte> compact, out int length)
    {
        length = 0;
        if (text.Length > compact.Length)
            return false;
        for (var at = 0; at < text.Length;)
        {
            var blank = BlankLength(text[at..]);
            if (blank == 0)
            {
                compact[length++] = text[at++];
                continue;
            }

            at += blank;
            if (length == 0 || !IsGroup(text[at..]))
                return false;
        }

        return length > 0;
    }

    private static int BlankLength(ReadOnlySpan<byte> text)
    {
        if (text[0] is (byte)' ' or (byte)'\'')
            return 1;
        if (text.StartsWith("\u00A0"u8))
            return 2;
        return text.StartsWith("\u202F"u8) || text.StartsWith("\u2019"u8) ? 3 : 0;
    }

    private static bool IsGroup(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && !text[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9') && (text.Length == 3 || (uint)(text[3] - '0') > 9);

    private static Rule? Digits(ReadOnlySpan<byte> text, int decimalAt, out long cents)
    {
        cents = 0;
        var whole = decimalAt < 0 ? text : text[..decimalAt];
        var decimals = decimalAt < 0 ? [] : text[(decimalAt + 1)..];
        long value = 0;
        int digits = 0, groups = 0;
        for (var i = 0; i < whole.Length; i++)
        {
            if ((uint)(whole[i] - '0') <= 9)
            {
                value = (value * 10) + whole[i] - '0';
                if (++digits > MostDigits)
                    return Rules.NotANumber;
                continue;
            }

            var separates = whole[i] is (byte)'.' or (byte)',' && (decimalAt < 0 || whole[i] != text[decimalAt]);
            var firstGroupFits = groups++ > 0 || digits is >= 1 and <= 3;
            if (!separates || !firstGroupFits || !IsGroup(whole[(i + 1)..]))
                return Rules.NotANumber;
        }

        if (digits + decimals.Length == 0 || (decimalAt >= 0 && decimals.IsEmpty) || decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return Rules.NotANumber;
        if (decimals.Length > 2 && decimals[2..].ContainsAnyExcept((byte)'0'))
            return Rules.TooPrecise;
        cents = (value * 100) + (decimals.Length > 0 ? (decimals[0] - '0') * 10 : 0) + (decimals.Length > 1 ? decimals[1] - '0' : 0);
        return null;
    }
}
