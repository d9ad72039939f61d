using RiskInsights.Core.MachineLearning.Binning;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>The settings of <see cref="ScorecardTrainer"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record ScorecardOptions
{
    /// <summary>How columns are cut into bins.</summary>
    public BinningOptions Binning { get; init; } = new();

    /// <summary>Settings for single columns, by name, instead of <see cref="Binning"/>. Default none.</summary>
    public IReadOnlyDictionary<string, BinningOptions> BinningOf { get; init; } = new Dictionary<string, BinningOptions>(StringComparer.Ordinal);

    /// <summary>How log-odds become points.</summary>
    public ScorecardScaling Scaling { get; init; } = new();

    /// <summary>Columns with less information value stay out of the card. Default 0.02, the custom; range 0–10. Higher gives a shorter card.</summary>
    public double MinInformationValue { get; init; } = 0.02;

    /// <summary>
    /// Columns with less than this share of the best column's information value stay out too. Default 0; range 0–1. Beside strong
    /// columns, what weak ones add is mostly chance.
    /// </summary>
    public double MinShareOfBest { get; init; }

    /// <summary>
    /// Strength of the L2 penalty on the coefficients of the weights of evidence, which share a unit: log-odds. A column that tells
    /// little then has little influence, where standardised it would count as much as the best. Default 1; range [0, 1e9]. 0 is plain
    /// maximum likelihood.
    /// </summary>
    public double RegLambda { get; init; } = 1;

    /// <summary>Rows that each label needs. Default 20; range ≥ 1. With fewer, training is refused.</summary>
    public int MinClassRows { get; init; } = 20;

    /// <summary>
    /// Whether a column that holds one value only is accepted; it stays out of the card. Default false: refused by name. (A column
    /// without any value is always refused.)
    /// </summary>
    public bool AllowConstantColumns { get; init; }

    /// <summary>Threads that compute, the calling one included; never the pool's. Default 1; range 1–64. The card does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Binning);
        ArgumentNullException.ThrowIfNull(BinningOf);
        ArgumentNullException.ThrowIfNull(Scaling);
        Binning.Validate();
        foreach (var options in BinningOf.Values) options.Validate();
        Scaling.Validate();
        Options.Between(MinInformationValue, 0, 10);
        Options.Between(MinShareOfBest, 0, 1);
        Options.Between(RegLambda, 0, 1e9);
        Options.Between(MinClassRows, 1, int.MaxValue);
        Options.Between(Threads, 1, 64);
    }
}
