namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>The runs that a filter lets through, in order, without their curves; and what there is to choose from among all.</summary>
public sealed record RunList
{
    public required IReadOnlyList<StoredRun> Runs { get; init; }

    /// <summary>Runs without any filter.</summary>
    public required int Total { get; init; }

    /// <summary>Of all runs, from A.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <inheritdoc cref="Models"/>
    public required IReadOnlyList<string> ParameterNames { get; init; }

    /// <summary>Those parameters that do not have the same value in all runs: the ones worth a look.</summary>
    public required IReadOnlyList<string> VaryingParameters { get; init; }

    /// <inheritdoc cref="Models"/>
    public required IReadOnlyList<string> MetricNames { get; init; }

    /// <summary>
    /// The list with trials folded under their search: the trials of a search that is in the list stand after it where it is
    /// among <paramref name="open"/>, in the list's order, and nowhere else; a trial without its search stands where it is.
    /// </summary>
    public IReadOnlyList<RunLine> Folded(IReadOnlySet<long> open)
    {
        var listed = Runs.Select(r => r.RunId).ToHashSet(StringComparer.Ordinal);
        var trials = Runs.Where(r => IsUnder(r, listed)).ToLookup(r => r.ParentRunId!, StringComparer.Ordinal);
        return [.. Runs.Where(r => !IsUnder(r, listed)).SelectMany(run =>
        {
            var under = trials[run.RunId].ToList();
            var isOpen = under.Count > 0 && open.Contains(run.Number);
            return isOpen
                ? under.Select(t => new RunLine(t, 0, IsOpen: false, IsUnder: true)).Prepend(new RunLine(run, under.Count, IsOpen: true, IsUnder: false))
                : [new RunLine(run, under.Count, IsOpen: false, IsUnder: false)];
        })];
    }

    private static bool IsUnder(StoredRun run, HashSet<string> listed) => run.IsTrial && run.ParentRunId is { } parent && listed.Contains(parent);
}

/// <summary>A run in a list whose trials are folded.</summary>
/// <param name="Trials">How many of its trials are in the list.</param>
/// <param name="IsOpen">They stand after it.</param>
/// <param name="IsUnder">It is one of them.</param>
public sealed record RunLine(StoredRun Run, int Trials, bool IsOpen, bool IsUnder);
