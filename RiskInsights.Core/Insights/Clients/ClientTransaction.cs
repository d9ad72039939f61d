using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>A transaction of a client, with what is thought of it.</summary>
/// <param name="Verdict"><c>fraud</c>, <c>error</c>, <c>legitimate</c> or <c>unsure</c>; null while nobody judged.</param>
public sealed record ClientTransaction(ClientTransactionRow Row, string? Verdict)
{
    /// <summary>A score from the line up, or a verdict: what somebody decided stays unusual whatever the line.</summary>
    public bool IsUnusual(double line) => Verdict is not null || Row.Score >= line;
}

public sealed record ClientTransactionRow
{
    public long TransactionId { get; init; }

    public int DateKey { get; init; }

    /// <summary>Of the day; 0 where the bank gave no time.</summary>
    public int SecondOfDay { get; init; }

    /// <summary>The bank's local time.</summary>
    public DateTime BookedAt => TimeDimension.MomentOf(DateKey, SecondOfDay);

    public int AccountKey { get; init; }

    public string AccountId { get; init; } = "";

    public string Type { get; init; } = "";

    public string Channel { get; init; } = "";

    public string CounterpartyCountry { get; init; } = "";

    public string? MerchantCategory { get; init; }

    /// <summary>Credit above zero.</summary>
    public long AmountCents { get; init; }

    /// <summary>Null where the bank did not deliver it.</summary>
    public long? BalanceAfterCents { get; init; }

    /// <summary>Anomaly score, 0 to 1, high = abnormal; null where it was not scored.</summary>
    public double? Score { get; init; }
}
