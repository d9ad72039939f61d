using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Tests.MachineLearning;

/// <summary>Progress that is told at once, on the reporting thread (<see cref="Progress{T}"/> would go through the pool).</summary>
internal sealed class Reporter(Action<TrainingProgress> told) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => told(value);
}
