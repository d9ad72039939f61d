namespace RiskInsights.Core.Pipeline;

/// <summary>Who watches a run.</summary>
/// <param name="Working">The step, what it is doing (empty at its begin) and the share of the whole run that is behind, 0 to 1.</param>
/// <param name="Ended">A step ended well.</param>
public sealed record PipelineProgress(Action<string, string, double> Working, Action<string, StepResult>? Ended = null);
