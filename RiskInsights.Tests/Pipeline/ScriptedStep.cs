using RiskInsights.Core.Pipeline;

namespace RiskInsights.Tests.Pipeline;

/// <summary>A step that does what a test wants.</summary>
internal sealed class ScriptedStep(string name, Func<StepContext, Task<StepResult>>? run = null) : IPipelineStep
{
    public string Name => name;

    public double Weight => 1;

    /// <summary>How often it was begun.</summary>
    public int Runs { get; private set; }

    public Task<StepResult> RunAsync(StepContext context)
    {
        Runs++;
        return run is null ? Task.FromResult(StepResult.Done($"{name} is done.", new { name })) : run(context);
    }
}
