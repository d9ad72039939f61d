namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>The settings of <see cref="LogisticRegressionTrainer"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>
    /// Strength of the L2 penalty RegLambda/2·Σw² on the coefficients of the standardised columns (not the intercept), beside the sum
    /// of the rows' log losses. scikit-learn's C is 1/RegLambda. Default 1; range [0, 1e9]. Higher pulls coefficients
    /// to 0; 0 is plain maximum likelihood, for columns that are not collinear and do not separate the labels
    /// (coefficients would grow without end).
    /// </summary>
    public double RegLambda { get; init; } = 1;

    /// <summary>
    /// Strength of the L1 penalty RegAlpha·Σ|w| on the standardised coefficients (not the intercept), beside that of
    /// <see cref="RegLambda"/>. Default 0; range [0, 1e9]. Higher sets more coefficients to exactly 0; there are then no standard
    /// errors. scikit-learn's <c>penalty="l1"</c> is RegLambda 0 and RegAlpha 1/C; <c>"elasticnet"</c> is RegAlpha l1_ratio/C and
    /// RegLambda (1 − l1_ratio)/C.
    /// </summary>
    public double RegAlpha { get; init; }

    /// <summary>
    /// Whether numeric columns are divided by their standard deviation, so that the penalties weigh on all alike. Default true.
    /// False is for columns that share a unit: one that hardly varies then keeps little influence, and a coefficient is the change
    /// for one unit.
    /// </summary>
    public bool Standardise { get; init; } = true;

    /// <summary>
    /// Weight of every row with label 1, beside 1 for label 0. Default 1; range [1e-6, 1e6]. Above 1 raises all
    /// probabilities, which are then no longer those of the population.
    /// </summary>
    public double ScalePosWeight { get; init; } = 1;

    /// <summary>
    /// Also weighs each class by rows / (2 · rows of the class), as scikit-learn's <c>class_weight="balanced"</c>.
    /// Default false. Probabilities are then those of a population with as many 1 as 0.
    /// </summary>
    public bool BalanceClasses { get; init; }

    /// <summary>The most Newton steps. Default 100; range 1–10,000. Fewer than ten are usual.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>
    /// Training ends when no component of the gradient (with RegAlpha: of the smallest subgradient) of (penalised loss / sum of row
    /// weights) is larger than this in absolute value. Default 1e-8; range [1e-12, 1e-1]. Lower is more exact; a step costs one pass over the rows.
    /// </summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>Rows that each label needs. Default 5; range ≥ 1. With fewer, training is refused.</summary>
    public int MinClassRows { get; init; } = 5;

    /// <summary>
    /// Whether a column that holds one value only is accepted; it then has the coefficient 0. Default false: refused
    /// by name. (A column without any value is always refused.)
    /// </summary>
    public bool AllowConstantColumns { get; init; }

    /// <summary>
    /// Threads that compute, the calling one included; never the pool's. Default 1; range 1–64; more than 16 do not
    /// help. The model does not depend on it.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        Options.Between(RegLambda, 0, 1e9);
        Options.Between(RegAlpha, 0, 1e9);
        Options.Between(ScalePosWeight, 1e-6, 1e6);
        Options.Between(MaxIterations, 1, 10_000);
        Options.Between(GradientTolerance, 1e-12, 1e-1);
        Options.Between(MinClassRows, 1, int.MaxValue);
        Options.Between(Threads, 1, 64);
    }
}
