using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>A scored transaction as the queue lists it.</summary>
public sealed record AnomalyRow
{
    public long TransactionId { get; init; }

    public string AccountId { get; init; } = "";

    public string ClientId { get; init; } = "";

    public int DateKey { get; init; }

    /// <summary>Of the day; 0 where the bank gave no time.</summary>
    public int SecondOfDay { get; init; }

    /// <summary>The bank's local time.</summary>
    public DateTime BookedAt => TimeDimension.MomentOf(DateKey, SecondOfDay);

    public long AmountCents { get; init; }

    public string Type { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Country { get; init; } = "";

    /// <summary>0 to 1, high = abnormal.</summary>
    public double Score { get; init; }

    /// <summary>|amount| divided by what is usual for the client and the type.</summary>
    public double TimesUsual { get; init; }

    /// <summary>A feature's name; empty where the score is not explained.</summary>
    public string MainReason { get; init; } = "";

    /// <summary><c>fraud</c>, <c>error</c>, <c>legitimate</c> or <c>unsure</c>; null while nobody judged.</summary>
    public string? Verdict { get; init; }

    /// <summary>JSON: what lifts the score, as <see cref="Reasons"/> reads it; null where the score is not explained.</summary>
    public string? Attributions { get; init; }

    public string? Note { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What lifts the score, largest contribution first; empty where the score is not explained.</summary>
    public IReadOnlyList<AnomalyAttribution> Reasons => Attributions is null ? [] : AnomalyAttribution.Parse(Attributions);
}
