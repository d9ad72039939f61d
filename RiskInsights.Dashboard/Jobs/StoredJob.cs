namespace RiskInsights.Dashboard.Jobs;

/// <summary>A job as its row holds it: enough to run it on any replica.</summary>
public sealed record StoredJob
{
    public required JobState State { get; init; }

    /// <summary>JSON, by kind: what it takes to run it.</summary>
    public required string Options { get; init; }

    /// <summary>The data folder whose files it needs; null where any replica can run it.</summary>
    public required string? Place { get; init; }

    public long JobId => State.JobId;
}
