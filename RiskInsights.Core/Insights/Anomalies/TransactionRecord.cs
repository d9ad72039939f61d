namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>One transaction as the features see it.</summary>
/// <param name="Minute">Minutes since 0001-01-01, the bank's local time.</param>
/// <param name="AmountCents">Credit &gt; 0.</param>
internal readonly record struct TransactionRecord(
    long TransactionId, int ClientKey, int DateKey, long Minute, long AmountCents, string Type, string Channel, string Country, string Category, long? BalanceAfterCents)
{
    private const long RoundCents = 100_00;
    private const long SmallestRoundCents = 200_00;

    /// <summary>|amount| in whole currency units, at least 0.01.</summary>
    public double Size => Math.Max(Math.Abs(AmountCents), 1) / 100.0;

    /// <summary>Type and direction: money that comes in is never compared with money that goes out.</summary>
    public (string Type, string? Category, bool IsCredit) Kind => (Type, null, AmountCents > 0);

    /// <summary>Type, direction and category.</summary>
    public (string Type, string? Category, bool IsCredit) Purpose => (Type, Category, AmountCents > 0);

    /// <summary>A multiple of 100 units, from 200 on.</summary>
    public bool IsRound => AmountCents % RoundCents == 0 && Math.Abs(AmountCents) >= SmallestRoundCents;

    public string Of(TransactionTrait trait) => trait switch
    {
        TransactionTrait.Country => Country,
        TransactionTrait.Channel => Channel,
        TransactionTrait.Category => Category,
        // The bank's own bookings run at night, and that says nothing of the client.
        TransactionTrait.QuarterOfDay => string.Equals(Channel, "system", StringComparison.Ordinal) ? Channel : QuarterOfDay,
        _ => AmountCents > 0 ? Type + " in" : Type,
    };

    private string QuarterOfDay => (Minute % (24 * 60) / (6 * 60)) switch
    {
        0 => "night",
        1 => "morning",
        2 => "afternoon",
        _ => "evening",
    };
}

/// <summary>What a client has habits in.</summary>
internal enum TransactionTrait
{
    Country,
    Channel,
    Category,
    QuarterOfDay,

    /// <summary>Type and direction.</summary>
    Type,
}

internal static class TransactionTraits
{
    public static readonly TransactionTrait[] All = Enum.GetValues<TransactionTrait>();
}
