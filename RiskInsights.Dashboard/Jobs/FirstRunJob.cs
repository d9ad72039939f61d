using System.Text.Json;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Makes the demo bank, loads it and trains on it, so that a newcomer has something to look at.</summary>
internal sealed class FirstRunJob(DataFolder folder, FirstRunOptions options, IJob import, IJob trainDefault, IJob detectAnomalies) : IJob
{
    public string Kind => JobKinds.FirstRun;

    public string Subject => "demo";

    public string Options => JsonSerializer.Serialize(options);

    public static string DemoFolder(DataFolder folder) => Path.Combine(folder.Raw, "demo");

    public async Task<string?> RunAsync(JobContext context)
    {
        var bank = new DemoBankOptions { Clients = options.Clients, EndsOn = options.EndsOn, Overwrite = true };
        var writing = context.Part(0, 0.3);
        await DemoBank.WriteAsync(DemoFolder(folder), bank, new Reporting(writing), context.Cancellation);
        await import.RunAsync(context.Part(0.3, 0.6));
        await trainDefault.RunAsync(context.Part(0.6, 0.75));
        await detectAnomalies.RunAsync(context.Part(0.75, 1));
        return null;
    }

    private sealed class Reporting(JobContext context) : IProgress<DemoBankProgress>
    {
        public void Report(DemoBankProgress value) => context.Report("job_generating", value.Fraction);
    }
}

/// <summary>Which demo bank: a replica that takes the job over makes the same files again.</summary>
internal sealed record FirstRunOptions
{
    public int Clients { get; init; }

    /// <summary>Its last day.</summary>
    public DateOnly EndsOn { get; init; }
}
