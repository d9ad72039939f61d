namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>What a score is judged by when a column is shuffled.</summary>
public enum PermutationMetric
{
    /// <summary>Area under the ROC curve; importance is how much it falls.</summary>
    RocAuc,

    /// <summary>Log loss of probabilities; importance is how much it rises.</summary>
    LogLoss,
}

/// <summary>The settings of <see cref="PermutationImportance"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record PermutationImportanceOptions
{
    /// <summary>How often each column is shuffled. Default 5; range 1–1,000. More gives a steadier mean.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Default ROC-AUC.</summary>
    public PermutationMetric Metric { get; init; } = PermutationMetric.RocAuc;

    /// <summary>Seed of the shuffles. Default 0. The same seed gives the same result bit for bit.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that shuffle and score, the calling one included; never the pool's. Default 1; range 1–64. The result does not
    /// depend on it. Each holds a copy of the data.</summary>
    public int Threads { get; init; } = 1;

    internal void Validate()
    {
        Options.Between(Repeats, 1, 1_000, nameof(Repeats));
        Options.Between(Threads, 1, 64, nameof(Threads));
        if (!Enum.IsDefined(Metric)) throw new ArgumentOutOfRangeException(nameof(Metric), Metric, "There is no such metric.");
    }
}
