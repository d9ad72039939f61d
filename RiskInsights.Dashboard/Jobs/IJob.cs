namespace RiskInsights.Dashboard.Jobs;

/// <summary>Long work: a class of its own, run by <see cref="JobQueue"/> away from every circuit.</summary>
public interface IJob
{
    /// <summary>What kind of work, for example <c>train</c>.</summary>
    string Kind { get; }

    /// <summary>What it works on, for example <c>default</c>. Kind and subject together are never queued twice.</summary>
    string Subject { get; }

    /// <summary>
    /// Does the work on a thread of its own with the lowest priority; whatever it awaits continues on that thread.
    /// Returns a result for the page as JSON, or null.
    /// </summary>
    Task<string?> RunAsync(JobContext context);
}
