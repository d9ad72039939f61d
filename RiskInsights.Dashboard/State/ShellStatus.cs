namespace RiskInsights.Dashboard.State;

/// <summary>What the frame round every page shows of the warehouse and of running work.</summary>
/// <param name="DataTo">Last day with data; null while the warehouse is empty.</param>
/// <param name="Batch">Number of the last load that is visible.</param>
/// <param name="LoadedAt">When that load ended.</param>
/// <param name="Counts">Small counts beside entries of the navigation, by address, for example open anomalies.</param>
/// <param name="Jobs">Work under way, the oldest first.</param>
public sealed record ShellStatus(
    DateOnly? DataTo,
    long? Batch,
    DateTimeOffset? LoadedAt,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyList<JobStatus> Jobs)
{
    /// <summary>True when a scheduled load is overdue; the footer then warns.</summary>
    public bool IsStale { get; init; }
}

/// <summary>Long work as the analyst sees it.</summary>
/// <param name="Id">Key of the job.</param>
/// <param name="Title">What it makes: "Training default risk v15".</param>
/// <param name="Progress">Share done, 0 to 1; null when it cannot be known.</param>
/// <param name="Doing">The step: "Iteration 212 of 400".</param>
/// <param name="Remaining">Estimated time left; null when unknown.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record JobStatus(
    string Id,
    string Title,
    double? Progress,
    string? Doing,
    TimeSpan? Remaining,
    string StartedBy,
    DateTimeOffset StartedAt)
{
    /// <summary>Where the work can be watched and cancelled.</summary>
    public string? Url { get; init; }
}

/// <summary>Reads the frame's facts. Register any number; the frame shows the first.</summary>
public interface IShellStatusSource
{
    /// <summary>Raised when something changed that the frame shows; may come from any thread.</summary>
    event EventHandler? Changed;

    Task<ShellStatus> ReadAsync(CancellationToken cancellationToken);
}
