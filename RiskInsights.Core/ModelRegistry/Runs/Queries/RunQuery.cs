namespace RiskInsights.Core.ModelRegistry.Runs.Queries;

/// <summary>
/// A filter in words: <c>auc &gt; 0.8 and max_depth = 4</c>.
/// <code>
/// query      = and { "or" and }
/// and        = term { "and" term }
/// term       = "not" term | "(" query ")" | name operator value
/// operator   = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "~" (contains)
/// name       = a fact (<see cref="RunFields.FactNames"/>), a metric or a parameter; params.x and metrics.x where both are called x
/// value      = a number, a word, or any text in single or double quotes
/// </code>
/// A number is compared with a number by size; everything else as text, where = and ~ do not tell capitals from small letters.
/// A run that has no such value matches no comparison, != included.
/// </summary>
public sealed class RunQuery
{
    /// <summary>Characters of the longest filter.</summary>
    public const int Longest = 500;

    private readonly Func<StoredRun, bool> _matches;

    internal RunQuery(Func<StoredRun, bool> matches, IReadOnlyList<RunQueryName> names) => (_matches, Names) = (matches, names);

    /// <summary>The names that it compares, in their order.</summary>
    public IReadOnlyList<RunQueryName> Names { get; }

    public bool Matches(StoredRun run) => _matches(run);

    /// <summary>Null for a blank text.</summary>
    /// <exception cref="RunQueryException">The text is no filter; it says where and why.</exception>
    public static RunQuery? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return text.Length > Longest ? throw new RunQueryException(RunQueryError.TooLong, Longest + 1, "") : new RunQueryParser(text).Parse();
    }
}

/// <param name="Position">Of its first character, from 1.</param>
public sealed record RunQueryName(string Name, int Position);
