namespace RiskInsights.Core.Pipeline;

/// <summary>One attempt at a step of a run.</summary>
public sealed record StepRun
{
    /// <summary>A name of <see cref="StepNames"/>.</summary>
    public required string Step { get; init; }

    /// <summary>1, 2, 3 …: the run went on after the attempt before had not ended well.</summary>
    public required int Attempt { get; init; }

    public required StepStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it did, or why it failed; null before its end.</summary>
    public string? Message { get; init; }

    /// <summary>JSON: its section of the report; null unless it ended well.</summary>
    public string? Result { get; init; }

    public bool EndedWell => Status is StepStatus.Done or StepStatus.Nothing;
}

public enum StepStatus
{
    Running,
    Done,

    /// <summary>There was nothing to do.</summary>
    Nothing,
    Failed,

    /// <summary>Cancelled, or its program ended.</summary>
    Stopped,
}
