namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>What a training may use of the machine; the model does not depend on it.</summary>
/// <param name="Instructions">The processor's vectors.</param>
/// <param name="HistogramBytes">Memory above which nodes that wait to be split give up their histograms.</param>
internal sealed record TrainingResources(InstructionSet Instructions, long HistogramBytes = 256L << 20)
{
    public static TrainingResources Default { get; } = new(InstructionSets.Best);
}
