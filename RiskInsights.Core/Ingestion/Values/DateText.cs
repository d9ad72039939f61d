namespace RiskInsights.Core.Ingestion.Values;

/// <summary>
/// Reads dates into yyyymmdd and times into seconds of the day: <c>2025-09-30</c>, <c>2025/09/30</c>, <c>20250930</c>,
/// <c>30.09.2025</c>, <c>30/09/2025</c>, <c>30-09-2025</c>, each with <c>T06:14[:00[.000]]</c> or the same after a blank.
/// A time zone is refused: moments are the bank's local time.
/// </summary>
internal static class DateText
{
    private static ReadOnlySpan<byte> MonthLengths => [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>False when the text is no date of the years 1900 to 2199.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, DateOrder order, out int dateKey, out int secondOfDay)
    {
        if (TryIso(text, out dateKey, out secondOfDay))
            return true;
        text = text.Trim((byte)' ');
        var timeAt = text.IndexOfAny((byte)'T', (byte)' ');
        secondOfDay = 0;
        if (timeAt >= 0 && !TryTime(text[(timeAt + 1)..], out secondOfDay))
            return false;
        return TryDate(timeAt < 0 ? text : text[..timeAt], order, out dateKey);
    }

    /// <summary>Reads <c>yymmdd</c> of the twentieth century, as some older systems write dates.</summary>
    public static bool TryParseShort(ReadOnlySpan<byte> text, out int dateKey)
    {
        dateKey = 0;
        return text.Length == 6 && TryDigits(text[..2], out var year) && TryDigits(text[2..4], out var month)
            && TryDigits(text[4..], out var day) && TryKey(1900 + year, month, day, out dateKey);
    }

    /// <summary>The order that a value with slashes or hyphens proves by a number above 12, or null.</summary>
    public static DateOrder? Evidence(ReadOnlySpan<byte> text, out bool dependsOnOrder)
    {
        dependsOnOrder = false;
        text = text.Trim((byte)' ');
        var timeAt = text.IndexOfAny((byte)'T', (byte)' ');
        if (!TrySplit(timeAt < 0 ? text : text[..timeAt], out var first, out var second, out _, out var mark) || mark == '.' || first > 31)
            return null;
        dependsOnOrder = true;
        return first > 12 && second <= 12 ? DateOrder.DayFirst : second > 12 && first <= 12 ? DateOrder.MonthFirst : null;
    }

    private static bool TryIso(ReadOnlySpan<byte> text, out int dateKey, out int secondOfDay)
    {
        dateKey = secondOfDay = 0;
        if (text.Length is not (10 or 19) || text[4] != '-' || text[7] != '-')
            return false;
        int century = Two(text, 0), year = Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        if ((century | year | month | day) < 0)
            return false;
        if (text.Length == 19)
        {
            int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
            if (text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':' || (uint)hour > 23 || (uint)minute > 59 || (uint)second > 59)
                return false;
            secondOfDay = (((hour * 60) + minute) * 60) + second;
        }

        return TryKey((century * 100) + year, month, day, out dateKey);
    }

    // Two digits as a number, below zero when they are none: without a slice and a branch for each, since every row has six of them.
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = text[at] - (uint)'0', ones = text[at + 1] - (uint)'0';
        return tens > 9 || ones > 9 ? -1 : (int)((tens * 10) + ones);
    }

    private static bool TryDate(ReadOnlySpan<byte> text, DateOrder order, out int dateKey)
    {
        dateKey = 0;
        if (text.Length == 8 && TryDigits(text, out var compact))
            return TryKey(compact / 10000, compact / 100 % 100, compact % 100, out dateKey);
        if (!TrySplit(text, out var first, out var second, out var third, out var mark))
            return false;
        if (first > 31)
            return TryKey(first, second, third, out dateKey);
        return mark == '.' || order == DateOrder.DayFirst
            ? TryKey(third, second, first, out dateKey)
            : TryKey(third, first, second, out dateKey);
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, out int first, out int second, out int third, out byte mark)
    {
        (first, second, third, mark) = (0, 0, 0, 0);
        var at = text.IndexOfAny("/.-"u8);
        if (at < 0)
            return false;
        mark = text[at];
        var rest = text[(at + 1)..];
        var next = rest.IndexOf(mark);
        return next >= 0 && TryDigits(text[..at], out first) && TryDigits(rest[..next], out second) && TryDigits(rest[(next + 1)..], out third);
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out int secondOfDay)
    {
        secondOfDay = 0;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute) || hour > 23 || minute > 59)
            return false;
        var second = 0;
        if (text.Length > 5)
        {
            if (text.Length < 8 || text[5] != ':' || !TryDigits(text[6..8], out second) || second > 59)
                return false;
            if (text.Length > 8 && (text[8] != '.' || text.Length == 9 || text[9..].ContainsAnyExceptInRange((byte)'0', (byte)'9')))
                return false;
        }

        secondOfDay = (((hour * 60) + minute) * 60) + second;
        return true;
    }

    private static bool TryKey(int year, int month, int day, out int dateKey)
    {
        dateKey = (year * 10000) + (month * 100) + day;
        if (year is < 1900 or > 2199 || month is < 1 or > 12 || day < 1 || day > MonthLengths[month - 1])
            return false;
        return day != 29 || month != 2 || DateTime.IsLeapYear(year);
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 8)
            return false;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
