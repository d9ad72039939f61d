using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Boosted trees for a 0/1 label: log-odds = logit(<see cref="BaseScore"/>) + the sum of the trees' leaves. Immutable and safe to share
/// between threads.
/// </summary>
public sealed class GradientBoostingModel
{
    private readonly FeatureColumn[] _columns;
    private readonly BoostedTree[] _trees;

    internal GradientBoostingModel(IReadOnlyList<FeatureColumn> columns, float baseScore, IReadOnlyList<BoostedTree> trees)
    {
        _columns = [.. columns];
        _trees = [.. trees];
        BaseScore = baseScore;
        BaseLogit = -MathF.Log((1 / baseScore) - 1);
    }

    /// <summary>The inputs, in the order of a row's values.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    public IReadOnlyList<BoostedTree> Trees => _trees;

    /// <summary>Probability before any tree, in (0, 1).</summary>
    public float BaseScore { get; }

    /// <summary>Log-odds before any tree.</summary>
    public float BaseLogit { get; }

    /// <summary>Log-odds of label 1: higher means more probable. Summed in 32 bits in the order of the trees, as XGBoost does.</summary>
    /// <param name="row">One value for each of <see cref="Columns"/>; NaN is missing.</param>
    /// <exception cref="ArgumentException">Wrong length, an infinity, or a category code out of range.</exception>
    public float Logit(ReadOnlySpan<float> row)
    {
        if (row.Length != _columns.Length)
            throw new ArgumentException(Invariant($"{row.Length} values; the model has {_columns.Length} columns."), nameof(row));
        var logit = BaseLogit;
        foreach (var tree in _trees) logit += tree.Value(row);
        return logit;
    }

    /// <summary>Probability of label 1, in [0, 1].</summary>
    /// <inheritdoc cref="Logit"/>
    public double Probability(ReadOnlySpan<float> row) => 1 / (1 + Math.Exp(-Logit(row)));
}
