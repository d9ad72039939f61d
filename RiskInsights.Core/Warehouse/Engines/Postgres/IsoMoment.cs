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

    /// <summary><c>yyyy-mm-ddThh:mm:ss</c>, with a fraction of up to six digits, and with Z at the end if it is in UTC, as microseconds since 0001-01-01.</summary>
    public static bool TryMicroseconds(ReadOnlySpan<byte> text, bool isUtc, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < SecondsLength || !TryDays(text[..DateLength], out var days) || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        int hour = Digits(text[11..13]), minute = Digits(text[14..16]), second = Digits(text[17..19]);
        var rest = text[SecondsLength..];
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || isUtc != (rest.Length > 0 && rest[^1] == 'Z'))
            return false;
        rest = isUtc ? rest[..^1] : rest;
        var fraction = 0L;
        if (rest.Length > 0)
        {
            if (rest[0] != '.' || rest.Length is < 2 or > 7 || Digits(rest[1..]) is var digits && digits < 0)
                return false;
            fraction = digits;
            for (var i = rest.Length; i < 7; i++)
                fraction *= 10;
        }

        microseconds = (days * MicrosecondsADay) + ((((hour * 60L) + minute) * 60) + second) * 1_000_000 + fraction;
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
