namespace RiskInsights.Dashboard.Jobs;

/// <summary>A row of <c>ops_jobs</c>.</summary>
internal sealed record JobRow
{
    /// <summary>Its columns, for queries.</summary>
    public const string Columns = """
        job_id, kind, subject, status, step, share_done, result, error, started_by, created_at, started_at, finished_at, options, place, owner, attempt
        """;

    public long JobId { get; init; }

    public string Kind { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Status { get; init; } = "";

    public string Step { get; init; } = "";

    public double ShareDone { get; init; }

    public string? Result { get; init; }

    public string? Error { get; init; }

    public string StartedBy { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string Options { get; init; } = "";

    public string? Place { get; init; }

    public string? Owner { get; init; }

    public int Attempt { get; init; }

    public static string Name(JobPhase phase) => phase switch
    {
        JobPhase.Queued => "queued",
        JobPhase.Running => "running",
        JobPhase.Succeeded => "succeeded",
        JobPhase.Failed => "failed",
        _ => "cancelled",
    };

    public static JobPhase Phase(string status) => Enum.Parse<JobPhase>(status, ignoreCase: true);

    public StoredJob Stored() => new() { State = State(), Options = Options, Place = Place };

    public JobState State() => new()
    {
        JobId = JobId,
        Kind = Kind,
        Subject = Subject,
        Phase = Phase(Status),
        Step = Step,
        ShareDone = ShareDone,
        Result = Result,
        Error = Error,
        StartedBy = StartedBy,
        CreatedAt = CreatedAt,
        Owner = Owner,
        Attempt = Attempt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
    };
}
