using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Transactions;

/// <summary>A booked transaction as it is listed.</summary>
public sealed record TransactionRow
{
    public long TransactionId { get; init; }

    public int DateKey { get; init; }

    /// <summary>Of the day; 0 where the bank gave no time.</summary>
    public int SecondOfDay { get; init; }

    /// <summary>The bank's local time.</summary>
    public DateTime BookedAt => TimeDimension.MomentOf(DateKey, SecondOfDay);

    public string AccountId { get; init; } = "";

    /// <summary>Pseudonym.</summary>
    public string ClientId { get; init; } = "";

    public string Segment { get; init; } = "";

    public string Type { get; init; } = "";

    public string Channel { get; init; } = "";

    public string CounterpartyCountry { get; init; } = "";

    public string? MerchantCategory { get; init; }

    /// <summary>Credit above zero.</summary>
    public long AmountCents { get; init; }

    /// <summary>Null where the bank did not deliver it.</summary>
    public long? BalanceAfterCents { get; init; }
}

/// <summary>The sums of what is filtered, money in cents.</summary>
public sealed record TransactionTotals
{
    public long TransactionCount { get; init; }

    /// <summary>Sum of |debits|, never negative.</summary>
    public long DebitCents { get; init; }

    public long CreditCents { get; init; }

    public long VolumeCents => DebitCents + CreditCents;

    public long NetCents => CreditCents - DebitCents;
}
