namespace RiskInsights.Dashboard.Jobs;

/// <summary>What changes of a job's row while it is open: read often, so without the rest.</summary>
public sealed record JobSign
{
    public long JobId { get; init; }

    /// <summary>As it is stored.</summary>
    public string Status { get; init; } = "";

    public string Step { get; init; } = "";

    public double ShareDone { get; init; }

    public string? Owner { get; init; }

    public int Attempt { get; init; }

    /// <summary>0 or 1.</summary>
    public int CancelRequested { get; init; }

    public DateTimeOffset? HeartbeatAt { get; init; }

    public JobPhase Phase => JobRow.Phase(Status);

    public bool IsOf(JobState state) =>
        Phase == state.Phase && string.Equals(Step, state.Step, StringComparison.Ordinal) && ShareDone == state.ShareDone
        && Attempt == state.Attempt && string.Equals(Owner, state.Owner, StringComparison.Ordinal);
}
