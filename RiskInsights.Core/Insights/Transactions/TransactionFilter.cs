namespace RiskInsights.Core.Insights.Transactions;

/// <summary>Which transactions are asked for. An empty list restricts nothing.</summary>
public sealed record TransactionFilter
{
    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Segments of the clients.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Counterparty countries, ISO 3166 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>One account alone; null for all.</summary>
    public string? AccountId { get; init; }

    /// <summary>One client alone, by pseudonym; null for all.</summary>
    public string? ClientId { get; init; }
}

/// <summary>What the rows can be ordered by.</summary>
public enum TransactionSort
{
    Booked,

    /// <summary>Signed: the largest credit at one end, the largest debit at the other.</summary>
    Amount,
}
