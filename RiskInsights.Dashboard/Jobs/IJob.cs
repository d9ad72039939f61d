namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Long work: a class of its own, run by <see cref="JobQueue"/> away from every circuit. A replica that dies while it runs one
/// leaves it to another, which begins anew: what it did so far must be found or replaced, never doubled. One that has
/// something to clear away is <see cref="IDisposable"/>; that is called once, after its end.
/// </summary>
public interface IJob
{
    /// <summary>What kind of work, for example <c>train</c>.</summary>
    string Kind { get; }

    /// <summary>What it works on, for example <c>default</c>. Kind and subject together are never queued twice.</summary>
    string Subject { get; }

    /// <summary>What else it takes to run it on any replica, as JSON: <see cref="IJobSource"/> makes it again from that.</summary>
    string Options => "{}";

    /// <summary>Whether it needs files of this data folder, so that only replicas that share the folder can run it.</summary>
    bool NeedsThisFolder => false;

    /// <summary>
    /// Does the work on a thread of its own with the lowest priority; whatever it awaits continues on that thread.
    /// Returns a result for the page as JSON, or null.
    /// </summary>
    Task<string?> RunAsync(JobContext context);
}
