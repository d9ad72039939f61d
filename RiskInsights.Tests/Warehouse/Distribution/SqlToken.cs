namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>What a piece of an SQL text is.</summary>
public enum SqlTokenKind
{
    /// <summary>A name or a keyword, as it is written.</summary>
    Word,

    /// <summary>A number, a text or a parameter.</summary>
    Value,

    /// <summary>Anything else, one or two characters.</summary>
    Sign,
}

public readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    /// <summary>Keywords are written in capitals throughout the program, names are not.</summary>
    public bool Is(string text) => Kind != SqlTokenKind.Value && string.Equals(Text, text, StringComparison.Ordinal);

    public bool IsName => Kind == SqlTokenKind.Word && Text.Any(char.IsAsciiLetterLower);

    /// <summary>The pieces of a text, without comments.</summary>
    public static IReadOnlyList<SqlToken> Of(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            var start = at;
            if (char.IsWhiteSpace(sql[at]))
                at++;
            else if (sql.AsSpan(at).StartsWith("--"))
                at = End(sql, at, c => c == '\n');
            else if (sql[at] == '\'')
                tokens.Add(new SqlToken(SqlTokenKind.Value, sql[start..(at = EndOfText(sql, at))]));
            else if (char.IsAsciiDigit(sql[at]) || sql[at] == '@')
                tokens.Add(new SqlToken(SqlTokenKind.Value, sql[start..(at = End(sql, at + 1, c => !IsOfWord(c) && c != '.'))]));
            else if (IsOfWord(sql[at]))
                tokens.Add(new SqlToken(SqlTokenKind.Word, sql[start..(at = End(sql, at, c => !IsOfWord(c)))]));
            else
                tokens.Add(new SqlToken(SqlTokenKind.Sign, sql[start..(at += IsPair(sql, at) ? 2 : 1)]));
        }

        return tokens;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool IsPair(string sql, int at) =>
        at + 1 < sql.Length && sql.AsSpan(at, 2) is "<>" or "<=" or ">=" or "||" or "::" or "<<" or "!=";

    private static int End(string sql, int from, Func<char, bool> isEnd)
    {
        while (from < sql.Length && !isEnd(sql[from]))
            from++;
        return from;
    }

    private static int EndOfText(string sql, int from)
    {
        for (from++; from < sql.Length; from++)
        {
            if (sql[from] != '\'')
                continue;
            if (from + 1 == sql.Length || sql[from + 1] != '\'')
                return from + 1;
            from++;
        }

        throw new FormatException($"A text does not end: {sql}");
    }
}
