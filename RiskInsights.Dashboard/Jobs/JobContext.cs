namespace RiskInsights.Dashboard.Jobs;

/// <summary>What a running job may use: who asked for it, whether it should stop, where to report.</summary>
public sealed class JobContext(string startedBy, Action<string, double> report, CancellationToken cancellation)
{
    public string StartedBy => startedBy;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Says what is being done and how much of the whole job is behind, from 0 to 1.</summary>
    public void Report(string step, double shareDone) => report(step, Math.Clamp(shareDone, 0, 1));

    /// <summary>A context whose 0 to 1 is a part of this one's.</summary>
    public JobContext Part(double from, double to) =>
        new(startedBy, (step, share) => Report(step, from + (share * (to - from))), cancellation);
}
