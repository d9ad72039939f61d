namespace RiskInsights.Core.Pipeline;

/// <summary>One run of the pipeline.</summary>
public sealed record PipelineRun
{
    public required long RunId { get; init; }

    /// <summary>What asked for it.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>The moment that the schedule names; null for runs that a person asked for.</summary>
    public DateTimeOffset? FireAt { get; init; }

    public required PipelineOptions Options { get; init; }

    public required PipelineStatus Status { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Error { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first step began; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Its report; null while it has none.</summary>
    public long? ReportId { get; init; }

    public bool IsOpen => Status is PipelineStatus.Queued or PipelineStatus.Running;

    /// <summary>It can go on with the step that did not end.</summary>
    public bool CanRetry => Status is PipelineStatus.Failed or PipelineStatus.Cancelled;
}

/// <summary>What asked for a run.</summary>
public enum RunTrigger
{
    Page,
    Schedule,
    Command,
}

public enum PipelineStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>The schedule's moment came while another run was open, which did its work.</summary>
    Skipped,
}
