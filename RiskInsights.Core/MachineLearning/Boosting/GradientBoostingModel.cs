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
    private readonly FlatForest _forest;

    internal GradientBoostingModel(
        IReadOnlyList<FeatureColumn> columns, float baseScore, IReadOnlyList<BoostedTree> trees, BoostingHistory? history = null)
        : this(columns, baseScore, trees, history, InstructionSets.Best)
    {
    }

    internal GradientBoostingModel(
        IReadOnlyList<FeatureColumn> columns, float baseScore, IReadOnlyList<BoostedTree> trees, BoostingHistory? history, InstructionSet instructions)
    {
        _columns = [.. columns];
        _trees = [.. trees];
        _forest = new FlatForest(_trees, instructions);
        BaseScore = baseScore;
        BaseLogit = LogitOf(baseScore);
        History = history;
    }

    /// <summary>The inputs, in the order of a row's values.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    public IReadOnlyList<BoostedTree> Trees => _trees;

    /// <summary>Probability before any tree, in (0, 1).</summary>
    public float BaseScore { get; }

    /// <summary>Log-odds before any tree.</summary>
    public float BaseLogit { get; }

    /// <summary>How training went; null where there were no validation rows, and for a model that was read from a file.</summary>
    public BoostingHistory? History { get; }

    /// <summary>Log-odds of label 1: higher means more probable. Summed in 32 bits in the order of the trees, as XGBoost does.
    /// Allocates nothing.</summary>
    /// <param name="row">One value for each of <see cref="Columns"/>; NaN is missing.</param>
    /// <exception cref="ArgumentException">Wrong length, an infinity, or a category code out of range.</exception>
    public float Logit(ReadOnlySpan<float> row)
    {
        if (row.Length != _columns.Length)
            throw new ArgumentException(Invariant($"{row.Length} values; the model has {_columns.Length} columns."), nameof(row));
        for (var j = 0; j < row.Length; j++)
        {
            if (!_columns[j].Accepts(row[j]))
                throw new ArgumentException(Invariant($"Column '{_columns[j].Name}': {row[j]} is not {_columns[j].Rule}."), nameof(row));
        }
        return _forest.Add(row, BaseLogit);
    }

    /// <summary>Probability of label 1, in [0, 1].</summary>
    /// <inheritdoc cref="Logit"/>
    public double Probability(ReadOnlySpan<float> row) => ProbabilityOf(Logit(row));

    /// <summary>The log-odds of every row, equal to <see cref="Logit"/> bit for bit.</summary>
    /// <param name="features">Its columns must equal <see cref="Columns"/> in name and order.</param>
    /// <param name="threads">Threads that compute, the calling one included; never the pool's. The result does not depend on it.</param>
    /// <param name="cancellation">Ends the work within milliseconds with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">Other columns than the model's.</exception>
    public float[] Logits(FeatureMatrix features, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireColumns(_columns, nameof(features));
        var logits = new float[features.Rows];
        Array.Fill(logits, BaseLogit);
        DedicatedThreads.Run(threads, ForestPrediction.Pieces(features.Rows), piece => ForestPrediction.AddPiece(_forest, features, logits, piece), cancellation);
        return logits;
    }

    /// <summary>The probability of label 1 of every row, equal to <see cref="Probability"/> bit for bit.</summary>
    /// <inheritdoc cref="Logits"/>
    public double[] Probabilities(FeatureMatrix features, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireColumns(_columns, nameof(features));
        var logits = new float[features.Rows];
        var probabilities = new double[features.Rows];
        Array.Fill(logits, BaseLogit);
        DedicatedThreads.Run(threads, ForestPrediction.Pieces(features.Rows), piece =>
        {
            var (first, count) = ForestPrediction.AddPiece(_forest, features, logits, piece);
            for (var row = first; row < first + count; row++) probabilities[row] = ProbabilityOf(logits[row]);
        }, cancellation);
        return probabilities;
    }

    internal static float LogitOf(float probability) => -MathF.Log((1 / probability) - 1);

    private static double ProbabilityOf(float logit) => 1 / (1 + Math.Exp(-(double)logit));
}
