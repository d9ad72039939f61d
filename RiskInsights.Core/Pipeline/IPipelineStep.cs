namespace RiskInsights.Core.Pipeline;

/// <summary>
/// One step of a run. It may be begun again after it failed, was cancelled or its program died: what it did so far must be
/// found or replaced, never doubled. A new one is a file in <c>Steps/</c> and a line in <see cref="PipelineServices"/>.
/// </summary>
public interface IPipelineStep
{
    /// <summary>Stable name, one of <see cref="StepNames"/>: stored with each run.</summary>
    string Name { get; }

    /// <summary>Its part of a run's usual duration, above 0; only the progress bar depends on it.</summary>
    double Weight { get; }

    /// <summary>Does the step. Whatever it throws ends the run as failed, with the message as the reason.</summary>
    Task<StepResult> RunAsync(StepContext context);
}
