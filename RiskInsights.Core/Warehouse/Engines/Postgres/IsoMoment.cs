namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>Reads the texts that SQLite keeps dates and moments as.</summary>
internal static class IsoMoment
{
    public const long MicrosecondsADay = 24L * 60 * 60 * 1_000_000;
    private const int DateLength = 10;
    private const int SecondsLength = 19;

    /// <summary><c>yyyy-mm-dd</c> as days since 0001-01-01.</summary>
    public static bool TryDays(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-')
            return false;
        int year = Digits(text[..4]), month = Digits(text[5..7]), day = Digits(text[8..10]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        days = new DateOnly(year, month, day).DayNumber;
        return true;
    }

    /// <summary>
    /// <c>yyyy-mm-ddThh:mm:ss</c> (or a space for the T), with a fraction of up to seven digits, as microseconds since
    /// 0001-01-01. A moment in UTC ends in <c>Z</c> or <c>+00:00</c>, a local one in neither.
    /// </summary>
    public static bool TryMicroseconds(ReadOnlySpan<byte> text, bool isUtc, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < SecondsLength || !TryDays(text[..DateLength], out var days) || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':')
            return false;
        int hour = Digits(text[11..13]), minute = Digits(text[14..16]), second = Digits(text[17..19]);
        var rest = text[SecondsLength..];
        var zone = rest.EndsWith("Z"u8) ? 1 : rest.EndsWith("+00:00"u8) ? 6 : 0;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || isUtc != zone > 0 || !TryFraction(rest[..^zone], out var fraction))
            return false;
        microseconds = (days * MicrosecondsADay) + (((((hour * 60L) + minute) * 60) + second) * 1_000_000) + fraction;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] != '.' || text.Length is < 2 or > 8 || Digits(text[1..]) < 0)
            return false;
        microseconds = Digits(text[1..Math.Min(text.Length, 7)]);
        for (var i = text.Length; i < 7; i++)
            microseconds *= 10;
        return true;
    }

    /// <summary>The number, or −1 where something else stands among the digits.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
                return -1;
            value = (value * 10) + (c - '0');
        }

        return value;
    }
}
