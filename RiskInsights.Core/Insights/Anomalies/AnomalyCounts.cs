namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>How many transactions of a filter there are, by what was decided.</summary>
public sealed record AnomalyCounts
{
    /// <summary>Transactions with at least the line's score.</summary>
    public long Above { get; init; }

    /// <summary>Above the line and not judged.</summary>
    public long Open { get; init; }

    /// <summary>Fraud, error or unsure, whatever the score.</summary>
    public long Flagged { get; init; }

    /// <summary>Legitimate, whatever the score.</summary>
    public long Cleared { get; init; }

    /// <summary>What the queue holds without a verdict filter.</summary>
    public long All => Open + Flagged + Cleared;

    /// <summary>What the queue holds under a verdict filter.</summary>
    public long Of(VerdictFilter verdicts) => verdicts switch
    {
        VerdictFilter.Open => Open,
        VerdictFilter.Flagged => Flagged,
        VerdictFilter.Cleared => Cleared,
        _ => All,
    };
}
