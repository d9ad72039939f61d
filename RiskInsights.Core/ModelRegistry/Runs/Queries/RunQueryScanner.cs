namespace RiskInsights.Core.ModelRegistry.Runs.Queries;

/// <summary>Cuts a filter into words, quoted texts and signs.</summary>
internal ref struct RunQueryScanner(string text)
{
    private int _at;

    public RunQueryToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        var start = _at;
        if (_at == text.Length)
            return new RunQueryToken(RunQueryTokenKind.End, "", start + 1);
        return text[_at] switch
        {
            '"' or '\'' => Quoted(),
            '(' or ')' or '=' or '~' => Sign(1),
            '<' or '>' => Sign(IsFollowedByEquals ? 2 : 1),
            '!' when IsFollowedByEquals => Sign(2),
            var c when IsOfWord(c) => Word(),
            _ => new RunQueryToken(RunQueryTokenKind.Other, text[_at++].ToString(), start + 1),
        };
    }

    private readonly bool IsFollowedByEquals => _at + 1 < text.Length && text[_at + 1] == '=';

    private RunQueryToken Sign(int length)
    {
        var start = _at;
        _at += length;
        return new RunQueryToken(RunQueryTokenKind.Sign, text[start.._at], start + 1);
    }

    private RunQueryToken Word()
    {
        var start = _at;
        while (_at < text.Length && IsOfWord(text[_at]))
            _at++;
        return new RunQueryToken(RunQueryTokenKind.Word, text[start.._at], start + 1);
    }

    private RunQueryToken Quoted()
    {
        var start = _at;
        var end = text.IndexOf(text[start], start + 1);
        if (end < 0)
            throw new RunQueryException(RunQueryError.TextNotClosed, start + 1, text[start..]);
        _at = end + 1;
        return new RunQueryToken(RunQueryTokenKind.Quoted, text[(start + 1)..end], start + 1);
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '+' or ':' or '/' or '%';
}

/// <param name="Position">Of its first character, from 1.</param>
internal readonly record struct RunQueryToken(RunQueryTokenKind Kind, string Text, int Position)
{
    public bool IsSign(string sign) => Kind == RunQueryTokenKind.Sign && string.Equals(Text, sign, StringComparison.Ordinal);

    public bool IsWord(string word) => Kind == RunQueryTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}

internal enum RunQueryTokenKind
{
    Word,
    Quoted,
    Sign,
    End,
    Other,
}
