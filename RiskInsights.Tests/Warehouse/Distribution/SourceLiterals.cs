using System.Text.RegularExpressions;

namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>The texts that stand in a C# source: of an interpolated one, the parts between its holes.</summary>
internal static partial class SourceLiterals
{
    /// <summary>With every white space as one blank.</summary>
    public static IEnumerable<string> Of(string source)
    {
        var found = new List<string>();
        for (var at = 0; at < source.Length;)
            at = Next(source, at, found);
        return found.Select(t => White().Replace(t, " ").Trim());
    }

    /// <summary>Takes the literal that begins here, or steps over whatever else does. Returns where it ends.</summary>
    private static int Next(string source, int at, List<string> found)
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("//"))
            return End(source, "\n", at);
        if (rest.StartsWith("/*"))
            return End(source, "*/", at);
        if (rest.StartsWith("'"))
            return source[at + 1] == '\\' ? End(source, "'", at + 3) : at + 3;
        var dollars = rest.Length - rest.TrimStart('$').Length;
        if (at + dollars >= source.Length || source[at + dollars] != '"')
            return at + Math.Max(1, dollars);
        var opening = source.AsSpan(at + dollars);
        var quotes = opening.Length - opening.TrimStart('"').Length;
        return quotes == 2 ? at + dollars + 2 : Literal(source, at + dollars + quotes, new string('"', quotes), dollars, found);
    }

    private static int Literal(string source, int from, string close, int dollars, List<string> found)
    {
        var part = from;
        for (var at = from; ; at++)
        {
            if (source.AsSpan(at).StartsWith(close))
            {
                found.Add(source[part..at]);
                return at + close.Length;
            }

            if (close.Length == 1 && source[at] == '\\')
            {
                at++;
            }
            else if (dollars > 0 && source[at] == '{')
            {
                found.Add(source[part..at]);
                at = Hole(source, at + 1, found);
                part = at + 1;
            }
        }
    }

    /// <summary>Returns where the brace that closes the hole stands. What is in it may hold literals itself.</summary>
    private static int Hole(string source, int at, List<string> found)
    {
        for (var depth = 1; ;)
        {
            if (source[at] == '{')
                depth++;
            else if (source[at] == '}' && --depth == 0)
                return at;
            at = Next(source, at, found);
        }
    }

    private static int End(string source, string mark, int from) =>
        source.IndexOf(mark, from, StringComparison.Ordinal) is var end && end < 0 ? source.Length : end + mark.Length;

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex White();
}
