namespace RiskInsights.Dashboard.Jobs;

/// <summary>A job as everybody sees it. Immutable: each change is a new one.</summary>
public sealed record JobState
{
    public required long JobId { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required JobPhase Phase { get; init; }

    /// <summary>What it is doing: a key in the resources, or plain words.</summary>
    public required string Step { get; init; }

    /// <summary>0 to 1.</summary>
    public required double ShareDone { get; init; }

    public string? Result { get; init; }

    public string? Error { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The replica that runs it, or did last; null before the first.</summary>
    public string? Owner { get; init; }

    /// <summary>How often it was begun. 2 and more: the replica that ran it before died.</summary>
    public int Attempt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public bool IsOpen => Phase is JobPhase.Queued or JobPhase.Running;

    /// <summary>Whether it trains the model of this name.</summary>
    public bool IsTrainingOf(string modelName) =>
        string.Equals(Kind, JobKinds.Train, StringComparison.Ordinal) && string.Equals(Subject, modelName, StringComparison.Ordinal);

    /// <summary>Whether it searches options for the model of this name, and trains it with the best.</summary>
    public bool IsSearchOf(string modelName) =>
        string.Equals(Kind, JobKinds.Search, StringComparison.Ordinal) && string.Equals(Subject, modelName, StringComparison.Ordinal);

    /// <summary>Time left at the pace so far; null while that says nothing.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) =>
        Phase == JobPhase.Running && StartedAt is { } start && ShareDone >= 0.05 && now - start > TimeSpan.FromSeconds(2)
            ? (now - start) * ((1 - ShareDone) / ShareDone)
            : null;
}

public enum JobPhase
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
