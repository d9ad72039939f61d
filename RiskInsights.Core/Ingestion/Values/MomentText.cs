namespace RiskInsights.Core.Ingestion.Values;

/// <summary>Moments as UTF-8 texts.</summary>
internal static class MomentText
{
    /// <summary>Writes <c>yyyy-mm-ddThh:mm:ss</c>: 19 bytes.</summary>
    public static void Write(Span<byte> target, int dateKey, int secondOfDay)
    {
        WriteDay(target, dateKey);
        WriteTime(target, secondOfDay);
    }

    /// <summary>Writes <c>yyyy-mm-ddT</c>, the first 11 bytes, which rows in the order of time have in common.</summary>
    public static void WriteDay(Span<byte> target, int dateKey)
    {
        Two(target, 0, dateKey / 1_000_000);
        Two(target, 2, dateKey / 10_000 % 100);
        target[4] = (byte)'-';
        Two(target, 5, dateKey / 100 % 100);
        target[7] = (byte)'-';
        Two(target, 8, dateKey % 100);
        target[10] = (byte)'T';
    }

    /// <summary>Writes <c>hh:mm:ss</c> behind the day.</summary>
    public static void WriteTime(Span<byte> target, int secondOfDay)
    {
        Two(target, 11, secondOfDay / 3600);
        target[13] = (byte)':';
        Two(target, 14, secondOfDay / 60 % 60);
        target[16] = (byte)':';
        Two(target, 17, secondOfDay % 60);
    }

    private static void Two(Span<byte> target, int at, int twoDigits)
    {
        target[at] = (byte)('0' + (twoDigits / 10));
        target[at + 1] = (byte)('0' + (twoDigits % 10));
    }
}
