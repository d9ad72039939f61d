using RiskInsights.Core.Pipeline;

namespace RiskInsights.Dashboard.Components.Pages.PipelinePage;

/// <summary>A run with its steps as they stand.</summary>
/// <param name="Run">Null before the first run, and where there is none with the number that was asked for.</param>
/// <param name="Steps">All of them in order, those that have not begun included.</param>
public sealed record RunView(PipelineRun? Run, IReadOnlyList<StepView> Steps)
{
    /// <summary>The step that a retry goes on with; null where every one ended well.</summary>
    public string? FirstOpen => Steps.FirstOrDefault(s => s.Newest is not { EndedWell: true })?.Step;

    /// <param name="runId">Null for the newest.</param>
    public static async Task<RunView> ReadAsync(PipelineRuns runs, StepRuns steps, long? runId, CancellationToken cancellation)
    {
        var run = runId is { } id ? await runs.FindAsync(id, cancellation) : await runs.NewestAsync(cancellation);
        var attempts = run is null ? [] : await steps.OfRunAsync(run.RunId, cancellation);
        return new RunView(run, [.. StepNames.All.Select(name => new StepView(name, attempts.LastOrDefault(a => string.Equals(a.Step, name, StringComparison.Ordinal))))]);
    }
}

/// <summary>A step of a run.</summary>
/// <param name="Newest">Its newest attempt; null before the first.</param>
public sealed record StepView(string Step, StepRun? Newest);
