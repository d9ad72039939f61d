namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>What the warehouse holds when the report is made, and how much of what came in was turned away.</summary>
public sealed record DataSection
{
    /// <summary>ISO 4217; null before the first account.</summary>
    public required string? Currency { get; init; }

    /// <summary>First day with a transaction; null without any.</summary>
    public required DateOnly? FirstDay { get; init; }

    public required DateOnly? LastDay { get; init; }

    public required long Clients { get; init; }

    public required long Accounts { get; init; }

    public required long Transactions { get; init; }

    public required long Events { get; init; }

    public required QualitySection Quality { get; init; }
}

/// <summary>Every row that was ever read: <c>read = loaded + unchanged + quarantined</c>.</summary>
public sealed record QualitySection
{
    public required long Batches { get; init; }

    public required long Read { get; init; }

    public required long Loaded { get; init; }

    public required long Unchanged { get; init; }

    public required long Quarantined { get; init; }

    /// <summary>Most frequent first.</summary>
    public required IReadOnlyList<RuleRows> QuarantinedByRule { get; init; }
}

/// <summary>Rows that one rule turned away.</summary>
public sealed record RuleRows(string Rule, long Rows);
