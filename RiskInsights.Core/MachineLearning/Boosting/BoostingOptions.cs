using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The settings of <c>GradientBoostingTrainer</c>, by XGBoost's names and meanings. Immutable; change one with <c>with</c>.
/// </summary>
public sealed record BoostingOptions
{
    /// <summary>Trees to grow (<c>num_boost_round</c>). Default 100; range 1–10,000. With early stopping, the most that are grown.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Factor on every leaf (<c>eta</c>). Default 0.1; range (0, 1]. Lower needs more trees and generalises better.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Which leaf is split next (<c>grow_policy</c>). Default depth-wise.</summary>
    public GrowPolicy GrowPolicy { get; init; } = GrowPolicy.DepthWise;

    /// <summary>Most splits from the root to a leaf (<c>max_depth</c>). Default 6; range 1–16; 0 is no limit and needs <see cref="MaxLeaves"/>.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>Most leaves of a tree (<c>max_leaves</c>). Default 0, no limit but the depth's; range 0 or 2–65,536.</summary>
    public int MaxLeaves { get; init; }

    /// <summary>L2 penalty on leaf values (<c>lambda</c>). Default 1; range [0, 1e9]. Higher pulls leaves to 0.</summary>
    public double RegLambda { get; init; } = 1;

    /// <summary>L1 penalty on leaf values (<c>alpha</c>). Default 0; range [0, 1e9]. Higher sets weak leaves to 0.</summary>
    public double RegAlpha { get; init; }

    /// <summary>Gain that a split must reach (<c>gamma</c>). Default 0; range [0, 1e9]. Higher gives smaller trees.</summary>
    public double MinSplitLoss { get; init; }

    /// <summary>Sum of hessians (p·(1 − p), at most ¼ a row) that each child needs (<c>min_child_weight</c>). Default 1; range [0, 1e9].</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>Share of the rows that each tree is grown on, drawn without replacement (<c>subsample</c>). Default 1; range (0, 1].</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>Share of the columns that each tree may use (<c>colsample_bytree</c>). Default 1; range (0, 1].</summary>
    public double ColsampleByTree { get; init; } = 1;

    /// <summary>Share of the tree's columns that each node may use (<c>colsample_bynode</c>). Default 1; range (0, 1].</summary>
    public double ColsampleByNode { get; init; } = 1;

    /// <summary>Weight of every row with label 1, beside 1 for label 0 (<c>scale_pos_weight</c>). Default 1; range [1e-6, 1e6].
    /// Above 1 raises all probabilities, which are then no longer those of the population.</summary>
    public double ScalePosWeight { get; init; } = 1;

    /// <summary>Most bins of a column, missing apart (<c>max_bin</c>). Default 255; range 2–255. More is finer and slower.</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>
    /// Direction of single columns by name (<c>monotone_constraints</c>): +1, the score may only rise with the value; −1, only fall; 0
    /// or not listed, free. Numeric columns only.
    /// </summary>
    public IReadOnlyDictionary<string, int> MonotoneConstraints { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// A categorical column of at most this many categories is split one category against the rest; one of more, into two sets after
    /// sorting the categories by gradient (<c>max_cat_to_onehot</c>). Default 4; range 1–255.
    /// </summary>
    public int MaxCatToOneHot { get; init; } = 4;

    /// <summary>
    /// Trees without a better log loss on the validation rows after which training ends and the model keeps the trees up to the best
    /// (<c>early_stopping_rounds</c>). Default 0, never; range 0–10,000. Needs validation rows.
    /// </summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>
    /// Probability that boosting starts from (<c>base_score</c>). Range [1e-6, 1 − 1e-6]. Default null: the share of label 1 (weighted), which
    /// spares the first trees the way from even odds.
    /// </summary>
    public double? BaseScore { get; init; }

    /// <summary>
    /// Whether a column that holds one value only is accepted; no tree splits on it. Default false: refused by name. (A column without
    /// any value is always refused.)
    /// </summary>
    public bool AllowConstantColumns { get; init; }

    /// <summary>Seed of row and column sampling. Default 0. The same seed gives the same model bit for bit.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that compute, the calling one included; never the pool's. Default 1; range 1–64. The model does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException">No limit to the size of a tree, or a monotone direction other than −1, 0 or +1.</exception>
    public void Validate()
    {
        const double MostPenalty = 1e9;
        Options.Between(Trees, 1, 10_000);
        Options.Between(LearningRate, double.Epsilon, 1);
        Options.Between((int)GrowPolicy, (int)GrowPolicy.DepthWise, (int)GrowPolicy.LossGuided, nameof(GrowPolicy));
        Options.Between(MaxDepth, 0, 16);
        if (MaxLeaves != 0) Options.Between(MaxLeaves, 2, 65_536);
        if (MaxDepth == 0 && MaxLeaves == 0) throw new ArgumentException("MaxDepth 0 (no limit) needs MaxLeaves.", nameof(MaxLeaves));
        Options.Between(RegLambda, 0, MostPenalty);
        Options.Between(RegAlpha, 0, MostPenalty);
        Options.Between(MinSplitLoss, 0, MostPenalty);
        Options.Between(MinChildWeight, 0, MostPenalty);
        Options.Between(Subsample, double.Epsilon, 1);
        Options.Between(ColsampleByTree, double.Epsilon, 1);
        Options.Between(ColsampleByNode, double.Epsilon, 1);
        Options.Between(ScalePosWeight, 1e-6, 1e6);
        Options.Between(MaxBins, 2, 255);
        Options.Between(MaxCatToOneHot, 1, 255);
        Options.Between(EarlyStoppingRounds, 0, 10_000);
        if (BaseScore is { } score) Options.Between(score, 1e-6, 1 - 1e-6, nameof(BaseScore));
        Options.Between(Threads, 1, 64);
        ArgumentNullException.ThrowIfNull(MonotoneConstraints);
        foreach (var (column, direction) in MonotoneConstraints)
        {
            if (direction is < -1 or > 1)
                throw new ArgumentException(Invariant($"MonotoneConstraints: column '{column}' has {direction}; only -1, 0 and 1 are directions."), nameof(MonotoneConstraints));
        }
    }
}
