namespace RiskInsights.Core.Insights.Clients;

/// <summary>What happened to a client in a period.</summary>
public sealed record ClientActivity
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>Anomaly score from which a transaction is unusual; null before the first search.</summary>
    public required double? Line { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<ClientTransaction> Transactions { get; init; }

    /// <summary>One for each day of the period, in order.</summary>
    public required IReadOnlyList<DailyBalance> Balances { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<ClientEventRow> Events { get; init; }

    /// <summary>There are more transactions than are read at once: the oldest are missing.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Transactions that stand out or were judged, newest first.</summary>
    public IEnumerable<ClientTransaction> Unusual => Transactions.Where(IsUnusual);

    public bool IsUnusual(ClientTransaction transaction) => transaction.IsUnusual(Line ?? double.PositiveInfinity);
}

/// <summary>Something that happened to a client or an account.</summary>
public sealed record ClientEventRow
{
    public string EventId { get; init; } = "";

    public int DateKey { get; init; }

    /// <summary><c>missed_payment</c>, <c>complaint</c>, <c>card_blocked</c> …</summary>
    public string EventType { get; init; } = "";

    public long? AmountCents { get; init; }

    /// <summary>Null where it concerns no single account.</summary>
    public string? AccountId { get; init; }
}

/// <param name="Cents">Sum of all accounts in the evening, debts deducted; null where none is known.</param>
public readonly record struct DailyBalance(DateOnly Day, long? Cents);
