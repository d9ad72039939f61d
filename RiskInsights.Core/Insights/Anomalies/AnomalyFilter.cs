namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>Which transactions the anomaly page shows. An empty list restricts nothing.</summary>
public sealed record AnomalyFilter
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public IReadOnlyList<string> Segments { get; init; } = [];

    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    public VerdictFilter Verdicts { get; init; }
}

public enum VerdictFilter
{
    All,

    /// <summary>Not judged yet.</summary>
    Open,

    /// <summary>Fraud, error or unsure.</summary>
    Flagged,

    /// <summary>Legitimate.</summary>
    Cleared,
}

public static class VerdictFilters
{
    /// <summary>Whether a transaction with this verdict (null: not judged yet) is meant.</summary>
    public static bool Includes(this VerdictFilter filter, Verdict? verdict) => filter switch
    {
        VerdictFilter.Open => verdict is null,
        VerdictFilter.Flagged => verdict is Verdict.Fraud or Verdict.Error or Verdict.Unsure,
        VerdictFilter.Cleared => verdict is Verdict.Legitimate,
        _ => true,
    };
}
