namespace RiskInsights.Core.Insights.Clients;

/// <summary>An account of a client, with the months in which it moved.</summary>
/// <param name="Months">Oldest first; empty for an account that was never used.</param>
public sealed record ClientAccount(AccountRow Row, IReadOnlyList<AccountMonthRow> Months)
{
    public bool IsClosed => Row.ClosedOn is not null;

    /// <summary>After the last booking; null where the bank delivered no balance.</summary>
    public long? BalanceCents => Months.LastOrDefault(m => m.ClosingBalanceCents is not null)?.ClosingBalanceCents;

    /// <summary>Null for an account that was never used.</summary>
    public int? LastDateKey => Months.Count == 0 ? null : Months[^1].LastDateKey;

    /// <summary>What is owed of the limit, 0 for nothing, above 1 beyond it; null without a limit or a balance.</summary>
    public double? UsedShare => Row.CreditLimitCents is > 0 and var limit && BalanceCents is { } balance
        ? Math.Max(0, -balance) / (double)limit
        : null;
}

public sealed record AccountRow
{
    public int AccountKey { get; init; }

    public string AccountId { get; init; } = "";

    public string AccountType { get; init; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "";

    public DateOnly OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    /// <summary>Overdraft, card limit or granted loan; null where there is none.</summary>
    public long? CreditLimitCents { get; init; }
}

/// <summary>A month in which an account moved.</summary>
public sealed record AccountMonthRow
{
    public int AccountKey { get; init; }

    /// <summary>yyyymm.</summary>
    public int YearMonth { get; init; }

    /// <summary>Bit d−1 is set when day d has a transaction.</summary>
    public int ActiveDays { get; init; }

    public int LastDateKey => (YearMonth * 100) + Warehouse.ActiveDays.Last(ActiveDays);

    /// <summary>Null where the bank delivered no balance.</summary>
    public long? ClosingBalanceCents { get; init; }
}
