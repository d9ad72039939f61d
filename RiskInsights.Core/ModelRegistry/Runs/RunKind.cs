namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>What a run is.</summary>
public static class RunKind
{
    /// <summary>Of a model, or a search over many settings of one.</summary>
    public const string Training = "training";

    /// <summary>One setting that a search tried; <see cref="TrainingRun.ParentRunId"/> names the search.</summary>
    public const string Trial = "trial";

    public static IReadOnlyList<string> All { get; } = [Training, Trial];
}
