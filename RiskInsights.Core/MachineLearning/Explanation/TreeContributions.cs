using System.Runtime.Intrinsics;
using RiskInsights.Core.MachineLearning.Boosting;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// Why boosted trees give a row its log-odds: what each column adds, as exact Shapley values of the trees on the training rows'
/// shares (path-dependent TreeSHAP; Lundberg, Erion and Lee, "Consistent individualized feature attribution for tree ensembles", 2018,
/// Algorithm 2), equal to XGBoost's <c>pred_contribs</c>. <see cref="BaseLogit"/> plus a row's contributions is its log-odds. Positive
/// raises the probability of label 1. Immutable and safe to share between threads; keep it beside the model.
/// </summary>
public sealed class TreeContributions
{
    private const int RowsInPiece = 1024;

    private readonly FeatureColumn[] _columns;
    private readonly TreePaths[] _trees;
    private readonly Dictionary<int, GaussLegendre> _quadratures;
    private readonly int _mostNodes;
    private PathWeights? _spare;

    public TreeContributions(GradientBoostingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _columns = [.. model.Columns];
        _trees = [.. model.Trees.Select(tree => new TreePaths(tree, _columns.Length))];
        _mostNodes = _trees.Select(tree => tree.Count).DefaultIfEmpty(1).Max();
        _quadratures = _trees.Select(PointsFor).Distinct().ToDictionary(points => points, points => new GaussLegendre(points));
        BaseLogit = model.BaseLogit + _trees.Sum(tree => tree.Expected);
    }

    /// <summary>The inputs, in the order of a row's values.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    /// <summary>Mean log-odds of the training rows, weighted by the trees' covers: where contributions start from (XGBoost's bias).</summary>
    public double BaseLogit { get; }

    /// <summary>What each column adds to the row's log-odds. Allocates nothing once it is warm.</summary>
    /// <param name="row">One value for each of <see cref="Columns"/>; NaN is missing.</param>
    /// <param name="destination">Receives one number for each of <see cref="Columns"/>.</param>
    /// <exception cref="ArgumentException">Wrong length, an infinity, or a category code out of range.</exception>
    public void Of(ReadOnlySpan<float> row, Span<double> destination)
    {
        RequireWidth(row.Length, nameof(row));
        RequireWidth(destination.Length, nameof(destination));
        for (var j = 0; j < row.Length; j++)
        {
            if (!_columns[j].Accepts(row[j]))
                throw new ArgumentException(Invariant($"Column '{_columns[j].Name}': {row[j]} is not {_columns[j].Rule}."), nameof(row));
        }
        var weights = Interlocked.Exchange(ref _spare, null) ?? new PathWeights(_mostNodes);
        destination.Clear();
        Add(row, destination, weights, CancellationToken.None);
        _spare = weights;
    }

    /// <summary>The contributions of every row.</summary>
    /// <param name="features">Its columns must equal <see cref="Columns"/> in name, kind and order.</param>
    /// <param name="threads">Threads that compute, the calling one included; never the pool's. The result does not depend on it.</param>
    /// <param name="progress">Told the number of rows done, possibly from several threads at once.</param>
    /// <returns>rows × columns numbers, row after row.</returns>
    public double[] Of(
        FeatureMatrix features, int threads = 1, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireColumns(_columns, nameof(features));
        var result = new double[checked(features.Rows * features.Width)];
        var done = 0;
        DedicatedThreads.Run(threads, (features.Rows + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var first = piece * RowsInPiece;
            var rows = Math.Min(features.Rows - first, RowsInPiece);
            var values = features.Values.Slice(first * features.Width, rows * features.Width);
            Add(values, result.AsSpan(first * features.Width, values.Length), new PathWeights(_mostNodes), cancellation);
            progress?.Report(new TrainingProgress(Interlocked.Add(ref done, rows), features.Rows));
        }, cancellation);
        return result;
    }

    /// <summary>Tree after tree over all rows, so that a tree's factors stay in the cache.</summary>
    private void Add(ReadOnlySpan<float> rows, Span<double> destination, PathWeights weights, CancellationToken cancellation)
    {
        var width = _columns.Length;
        foreach (var tree in _trees)
        {
            var quadrature = _quadratures[PointsFor(tree)];
            for (var point = 0; point < quadrature.Points.Length; point += PathWeights.Lanes)
            {
                if (cancellation.IsCancellationRequested) return;
                weights.Prepare(tree, Vector256.Create(quadrature.Points, point), Vector256.Create(quadrature.Weights, point));
                for (var at = 0; at < rows.Length; at += width) weights.Add(tree, rows.Slice(at, width), destination.Slice(at, width));
            }
        }
    }

    /// <summary>n points are exact for 2·n features on a path; whole vectors of them.</summary>
    private static int PointsFor(TreePaths tree) =>
        Math.Max(1, (tree.MostFeatures + (2 * PathWeights.Lanes) - 1) / (2 * PathWeights.Lanes)) * PathWeights.Lanes;

    private void RequireWidth(int length, string argument)
    {
        if (length != _columns.Length)
            throw new ArgumentException(Invariant($"{length} values; the model has {_columns.Length} columns."), argument);
    }
}
