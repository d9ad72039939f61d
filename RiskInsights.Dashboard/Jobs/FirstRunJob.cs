using System.Text.Json;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Makes the demo bank, loads it and trains on it, so that a newcomer has something to look at.</summary>
internal sealed class FirstRunJob(DataFolder folder, FirstRunOptions options, IJob import, IReadOnlyList<IJob> trainings) : IJob
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
        for (var i = 0; i < trainings.Count; i++)
            await trainings[i].RunAsync(context.Part(0.6 + (0.4 * i / trainings.Count), 0.6 + (0.4 * (i + 1) / trainings.Count)));
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
