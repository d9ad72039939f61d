using System.Text.Json;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline;

/// <summary>What a running step may use.</summary>
public sealed class StepContext(
    PipelineRun run, IReadOnlyDictionary<string, string> sections, Action<string, double> report, CancellationToken cancellation)
{
    public PipelineRun Run => run;

    public PipelineOptions Options => run.Options;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Says what is being done and how much of the step is behind, 0 to 1.</summary>
    public void Report(string doing, double share) => report(doing, Math.Clamp(share, 0, 1));

    /// <summary>What an earlier step of the run left for the report; null when it is not there.</summary>
    public TSection? Section<TSection>(string step)
        where TSection : class =>
        sections.TryGetValue(step, out var json) ? JsonSerializer.Deserialize<TSection>(json, ReportJson.Stored) : null;
}
