namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>The settings of <see cref="BootstrapInterval"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of resamples. Default 1,000; range 2–1,000,000. More give steadier ends.</summary>
    public int Resamples { get; init; } = 1_000;

    /// <summary>Confidence level of the interval. Default 0.95; range (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// Whether each label is resampled for itself, so that every resample has as many of each as the data. Default true, which keeps
    /// rare labels from vanishing. If false, a resample in which only one label occurs is drawn again.
    /// </summary>
    public bool Stratified { get; init; } = true;

    /// <summary>
    /// A number for each row, equal for rows that are not independent: a client looked at on several dates. Whole groups are drawn
    /// then, so that a resample is about as large as the data; stratified means those with a label 1 for themselves, and those
    /// without. Default null: every row is its own.
    /// </summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>Default 0. The same seed, data and options give the same interval.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that compute, the calling one included; never the pool's. Default 1; range 1–64. The interval does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        Options.Between(Resamples, 2, 1_000_000);
        if (!(Level > 0 && Level < 1)) throw new ArgumentOutOfRangeException(nameof(Level), Level, "Level must lie between 0 and 1, both excluded.");
        Options.Between(Threads, 1, 64);
    }
}
