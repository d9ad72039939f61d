namespace RiskInsights.Core.Ingestion;

/// <summary>What became of one file. <c>Read = Loaded + Unchanged + Quarantined</c>, always.</summary>
public sealed record BatchReport
{
    public required long BatchId { get; init; }

    /// <summary>The source's name, for example <c>transactions</c>.</summary>
    public required string Source { get; init; }

    public required string FileName { get; init; }

    /// <summary>Rows below the header.</summary>
    public required long Read { get; init; }

    /// <summary>New rows, and clients or accounts whose values changed.</summary>
    public required long Loaded { get; init; }

    /// <summary>Rows that an earlier file had brought with the same values.</summary>
    public required long Unchanged { get; init; }

    public required long Quarantined { get; init; }

    /// <summary>Quarantined rows by rule, most frequent first.</summary>
    public required IReadOnlyList<RuleCount> QuarantinedByRule { get; init; }

    /// <summary>
    /// The very same file was loaded before, by the batch <see cref="BatchId"/>: nothing was written now, and all counts are 0.
    /// </summary>
    public required bool AlreadyLoaded { get; init; }

    internal static BatchReport OfLoadedFile(long batchId, string source, string fileName) => new()
    {
        BatchId = batchId,
        Source = source,
        FileName = fileName,
        Read = 0,
        Loaded = 0,
        Unchanged = 0,
        Quarantined = 0,
        QuarantinedByRule = [],
        AlreadyLoaded = true,
    };
}

/// <summary>The number of rows that one rule turned away.</summary>
public sealed record RuleCount
{
    public required string Rule { get; init; }

    public required long Rows { get; init; }
}
