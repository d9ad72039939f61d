namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>What the run loaded.</summary>
public sealed record ImportSection
{
    /// <summary>CSV files in the inbox, the known ones included.</summary>
    public required int InboxFiles { get; init; }

    /// <summary>The files that were new, in the order of loading; refused headers first.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    public required long Read { get; init; }

    public required long Loaded { get; init; }

    public required long Unchanged { get; init; }

    public required long Quarantined { get; init; }

    /// <summary>Files that broke a rule as a whole: nothing of them was loaded.</summary>
    public required int Refused { get; init; }
}

/// <summary>What became of one file.</summary>
/// <param name="Batch">Its load; null when it was refused.</param>
/// <param name="RefusedBy">The rule that refused it; null when it was loaded.</param>
/// <param name="Refusal">What is wrong with it, in an English sentence; null when it was loaded.</param>
public sealed record ImportedFile(
    string File, string? Source, long? Batch, long Read, long Loaded, long Unchanged, long Quarantined,
    IReadOnlyList<RuleRows> QuarantinedByRule, string? RefusedBy, string? Refusal);
