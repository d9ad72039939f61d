using System.Globalization;

namespace RiskInsights.Core.ModelRegistry.Runs.Queries;

/// <summary>A text is no filter of runs.</summary>
/// <param name="error">The rule that it broke.</param>
/// <param name="position">Where, in characters from 1.</param>
/// <param name="found">What stands there; empty at the end of the text.</param>
public sealed class RunQueryException(RunQueryError error, int position, string found)
    : FormatException(string.Create(CultureInfo.InvariantCulture, $"Filter, character {position}: {Reason(error, found)}"))
{
    public RunQueryError Error { get; } = error;

    public int Position { get; } = position;

    public string Found { get; } = found;

    private static string Reason(RunQueryError error, string found) => error switch
    {
        RunQueryError.NameExpected => $"a name such as auc or max_depth is expected, not {What(found)}.",
        RunQueryError.OperatorExpected => $"=, !=, <, <=, >, >= or ~ is expected, not {What(found)}.",
        RunQueryError.ValueExpected => $"a number, a word or a text in quotes is expected, not {What(found)}.",
        RunQueryError.JoinExpected => $"and, or, or the end is expected, not {What(found)}.",
        RunQueryError.NotClosed => $"the parenthesis is not closed.",
        RunQueryError.TextNotClosed => $"the quotation mark is not closed.",
        RunQueryError.TooDeep => "parentheses and not stand too deep in each other.",
        RunQueryError.TooLong => string.Create(CultureInfo.InvariantCulture, $"a filter has at most {RunQuery.Longest} characters."),
        _ => $"no run has a parameter, a metric or a fact that is called {found}.",
    };

    private static string What(string found) => found.Length == 0 ? "the end" : found;
}

public enum RunQueryError
{
    NameExpected,
    OperatorExpected,
    ValueExpected,

    /// <summary>Something stands where only <c>and</c>, <c>or</c> or the end may.</summary>
    JoinExpected,

    /// <summary>A parenthesis.</summary>
    NotClosed,

    /// <summary>A text in quotes.</summary>
    TextNotClosed,

    /// <summary>Parentheses and <c>not</c> in each other.</summary>
    TooDeep,

    TooLong,

    /// <summary>No run has such a value.</summary>
    UnknownName,
}
