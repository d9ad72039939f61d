using System.Globalization;
using System.Text;

namespace RiskInsights.Dashboard.Uploads;

/// <summary>
/// Makes a name that a browser sent safe to use as a file's name on any system: no folder, no device, no character that is
/// unseen or means something to a shell, and short.
/// </summary>
public static class UploadName
{
    /// <summary>Longest name in bytes of UTF-8; file systems allow 255.</summary>
    public const int LongestBytes = 120;

    private const string Nameless = "upload";
    private const string Refused = "\"*/:<>?\\|";

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })];

    /// <summary>The last part of <paramref name="given"/>, made safe. Never empty; a safe name stays as it is.</summary>
    public static string Of(string given)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = string.Concat(last.EnumerateRunes().Select(Harmless)).Trim(' ', '.');
        if (name.Length == 0)
            name = Nameless;
        if (Devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase))
            name = "_" + name;
        return Shortened(name);
    }

    // Half of a surrogate pair comes as U+FFFD, which no file should be called.
    private static string Harmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        || rune == Rune.ReplacementChar || (rune.IsAscii && Refused.Contains((char)rune.Value, StringComparison.Ordinal))
            ? "_"
            : rune.ToString();

    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestBytes)
            return name;
        var ending = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(ending) > 10)
            ending = "";
        var stem = new StringBuilder();
        var left = LongestBytes - Encoding.UTF8.GetByteCount(ending);
        foreach (var rune in name[..^ending.Length].EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
                break;
            stem.Append(rune.ToString());
        }

        return stem.ToString().TrimEnd(' ', '.') + ending;
    }
}
