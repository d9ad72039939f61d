using System.Text.Json;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Pipeline;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Runs a run of the pipeline, or goes on with it. Result: <c>{"run": n}</c>.</summary>
internal sealed class PipelineJob(PipelineRunner runner, PortfolioRepository portfolio, string place, long runId) : IJob
{
    /// <summary>The same for every run: one at a time.</summary>
    public const string Everything = "all";

    public string Kind => JobKinds.Pipeline;

    public string Subject => Everything;

    public string Options => JsonSerializer.Serialize(new WhichRun { RunId = runId });

    /// <summary>The inbox, the exports and the reports lie in it.</summary>
    public bool NeedsThisFolder => true;

    public async Task<string?> RunAsync(JobContext context)
    {
        var steps = context.Part(0, 0.98);
        await runner.RunAsync(runId, place, new PipelineProgress((step, doing, share) => steps.Report(PipelineDoing.Of(step, doing), share)), context.Cancellation);
        context.Report("job_reading_aggregates", 0.98);
        await portfolio.WarmUpAsync(context.Cancellation);
        return JsonSerializer.Serialize(new { run = runId });
    }
}

/// <summary>Which run a job runs.</summary>
internal sealed record WhichRun
{
    public long RunId { get; init; }
}
