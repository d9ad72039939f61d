using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline;

/// <summary>
/// Runs the steps of a run in order, from the first that has not ended well: a new run from the beginning, a retry or a
/// take-over from where the one before it stood.
/// </summary>
public sealed class PipelineRunner(IEnumerable<IPipelineStep> steps, PipelineRuns runs, StepRuns stepRuns, DataFolder folder, TimeProvider time)
{
    private readonly IReadOnlyList<IPipelineStep> _steps = [.. steps];

    /// <summary>Runs to the end.</summary>
    /// <param name="place">The name of the data folder, as the run has it.</param>
    /// <exception cref="PipelineFailedException">A step failed, or there is no such run.</exception>
    /// <exception cref="IOException">Another run works in this data folder.</exception>
    public async Task RunAsync(long runId, string place, PipelineProgress progress, CancellationToken cancellation)
    {
        using var alone = PipelineLock.Take(folder);
        var run = await runs.FindAsync(runId, cancellation) ?? throw new PipelineFailedException($"There is no run {runId}.");
        await runs.CloseLeftAsync(place, runId, time.GetUtcNow());
        await runs.BeginAsync(runId);
        var sections = (await stepRuns.OfRunAsync(runId, cancellation)).Where(s => s.EndedWell).ToDictionary(s => s.Step, s => s.Result!, StringComparer.Ordinal);
        try
        {
            foreach (var step in _steps.Where(s => !sections.ContainsKey(s.Name)))
                sections[step.Name] = await RunAsync(step, run, sections, progress, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await runs.EndAsync(runId, PipelineStatus.Cancelled, null);
            throw;
        }
        catch (PipelineFailedException failure)
        {
            await runs.EndAsync(runId, PipelineStatus.Failed, failure.Message);
            throw;
        }

        await runs.EndAsync(runId, PipelineStatus.Succeeded, null);
    }

    private async Task<string> RunAsync(
        IPipelineStep step, PipelineRun run, Dictionary<string, string> sections, PipelineProgress progress, CancellationToken cancellation)
    {
        var (from, width) = Part(step);
        var attempt = await stepRuns.BeginAsync(run.RunId, step.Name);
        progress.Working(step.Name, "", from);
        Task EndAsync(StepStatus status, string? message, string? result) => stepRuns.EndAsync(run.RunId, step.Name, attempt, status, message, result);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var result = await step.RunAsync(new StepContext(run, sections, (doing, share) => progress.Working(step.Name, doing, from + (share * width)), cancellation));
            await EndAsync(result.DidNothing ? StepStatus.Nothing : StepStatus.Done, result.Message, result.Section);
            progress.Ended?.Invoke(step.Name, result);
            return result.Section;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await EndAsync(StepStatus.Stopped, null, null);
            throw;
        }
#pragma warning disable CA1031 // Whatever a step throws is the reason that the run failed; the cause stays inside.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await EndAsync(StepStatus.Failed, error.Message, null);
            throw new PipelineFailedException(step.Name, error, [.. _steps.Select(s => s.Name).Where(sections.ContainsKey)]);
        }
    }

    private (double From, double Width) Part(IPipelineStep step)
    {
        var all = _steps.Sum(s => s.Weight);
        return (_steps.TakeWhile(s => s != step).Sum(s => s.Weight) / all, step.Weight / all);
    }
}
