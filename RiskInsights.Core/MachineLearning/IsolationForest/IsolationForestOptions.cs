namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>The settings of <see cref="IsolationForestTrainer"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record IsolationForestOptions
{
    /// <summary>Number of trees. Default 100; range 1–10,000. More give steadier scores and take longer; the paper finds 100 enough.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>
    /// Rows drawn for each tree without replacement (ψ of the paper); all rows where there are fewer. Default 256; range
    /// 2–65,536. Small samples keep anomalies from hiding in each other's company. The depth limit of a tree is ⌈log₂ ψ⌉.
    /// </summary>
    public int SampleSize { get; init; } = 256;

    /// <summary>Default 0. The same seed, data and options give the same forest.</summary>
    public int Seed { get; init; }

    /// <summary>Rows that training needs. Default 32; range ≥ 2. With fewer, training is refused.</summary>
    public int MinRows { get; init; } = 32;

    /// <summary>
    /// Whether a column that holds one value only is accepted; no tree splits on it. Default false: refused by name.
    /// (A column without any value is always refused, and so are data in which no column varies.)
    /// </summary>
    public bool AllowConstantColumns { get; init; }

    /// <summary>Threads that grow trees, the calling one included; never the pool's. Default 1; range 1–64. The forest does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        Options.Between(Trees, 1, 10_000);
        Options.Between(SampleSize, 2, 65_536);
        Options.Between(MinRows, 2, int.MaxValue);
        Options.Between(Threads, 1, 64);
    }
}
