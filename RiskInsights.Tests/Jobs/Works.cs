using System.Collections.Concurrent;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Tests.Jobs;

/// <summary>Jobs that do what a test wants, on whichever of the test's replicas takes them.</summary>
internal sealed class Works : IJobSource
{
    private readonly ConcurrentDictionary<(string Kind, string Subject), Work> _works = new();

    public Work Add(string kind, string subject, Func<JobContext, Task> run) => _works[(kind, subject)] = new Work(kind, subject, run);

    public IJob Make(StoredJob job) => _works[(job.State.Kind, job.State.Subject)];
}

internal sealed class Work(string kind, string subject, Func<JobContext, Task> run) : IJob
{
    public string Kind => kind;

    public string Subject => subject;

    public bool NeedsThisFolder { get; init; }

    public async Task<string?> RunAsync(JobContext context)
    {
        await run(context);
        return null;
    }
}
