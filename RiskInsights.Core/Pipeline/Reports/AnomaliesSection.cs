namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>The search for unusual transactions.</summary>
public sealed record AnomaliesSection
{
    /// <summary>The version whose scores stand; null while there is none.</summary>
    public required int? Version { get; init; }

    public required DateTimeOffset? TrainedAt { get; init; }

    /// <summary>The newest load that the scores know; 0 without one.</summary>
    public required long AfterBatch { get; init; }

    /// <summary>Transactions with a score.</summary>
    public required long Scored { get; init; }

    /// <summary>Score from which a transaction is listed; null without scores.</summary>
    public required double? Line { get; init; }

    /// <summary>Listed and not judged.</summary>
    public required long Open { get; init; }

    /// <summary>Judged fraud, error or unsure.</summary>
    public required long Flagged { get; init; }

    /// <summary>Judged legitimate.</summary>
    public required long Cleared { get; init; }

    /// <summary>The highest scores, by the client's pseudonym.</summary>
    public required IReadOnlyList<TopAnomaly> Top { get; init; }
}

/// <param name="Client">Pseudonym.</param>
/// <param name="BookedAt">The bank's local time, ISO 8601 without a zone.</param>
/// <param name="Amount">Credit above zero, debit below, in the warehouse's currency.</param>
/// <param name="Score">0 to 1, high = abnormal.</param>
/// <param name="TimesUsual">|amount| divided by what is usual for the client and the type.</param>
/// <param name="MainReason">A feature's name; null where the score is not explained.</param>
/// <param name="Verdict"><c>fraud</c>, <c>error</c>, <c>legitimate</c> or <c>unsure</c>; null while nobody judged.</param>
public sealed record TopAnomaly(
    long TransactionId, string Client, string BookedAt, decimal Amount, string Type, string Channel, string Country,
    double Score, double TimesUsual, string? MainReason, string? Verdict);
