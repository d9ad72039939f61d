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
