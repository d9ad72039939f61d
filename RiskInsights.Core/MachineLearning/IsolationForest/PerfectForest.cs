using System.Runtime.CompilerServices;

namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>
/// The forest laid out for scoring. Every tree is filled up to the same depth, so that a walk is a fixed number of steps
/// without a branch: node k has the children 2k and 2k + 1, the root is 1; below an early leaf the way always turns
/// left (threshold +∞), down to a slot that holds the leaf's path length.
/// </summary>
internal sealed unsafe class PerfectForest
{
    /// <summary>Rows that are walked through a tree together: their memory loads overlap, and a tree's nodes stay in the first-level cache.</summary>
    public const int RowsInBlock = 64;

    private readonly int _width;
    private readonly int _nodes;
    private readonly int[] _feature;
    private readonly float[] _threshold;
    private readonly float[] _leaf;
    private readonly float[] _expected;

    public PerfectForest(IReadOnlyList<GrownTree> trees, int width, int depth)
    {
        _width = width;
        Trees = trees.Count;
        Depth = depth;
        _nodes = 1 << depth;
        _feature = new int[checked(Trees * _nodes)];
        _threshold = new float[Trees * _nodes];
        _leaf = new float[Trees * _nodes];
        _expected = new float[Trees * _nodes];
        Array.Fill(_threshold, float.PositiveInfinity);
        for (var tree = 0; tree < Trees; tree++)
        {
            var next = 0;
            Place(trees[tree], ref next, tree * _nodes, slot: 1, atDepth: 0);
            MeanRootPath += _expected[(tree * _nodes) + 1] / Trees;
        }
    }

    public int Trees { get; }

    public int Depth { get; }

    /// <summary>Average over the trees of the average path length of the tree's own sample, in splits.</summary>
    public double MeanRootPath { get; }

    /// <summary>Sum over the trees of the row's path length, in splits.</summary>
    /// <param name="row">No NaN.</param>
    public double PathSum(ReadOnlySpan<float> row)
    {
        double sum = 0;
        fixed (float* values = row, thresholds = _threshold, leaves = _leaf)
        fixed (int* features = _feature)
        {
            for (var tree = 0; tree < Trees; tree++)
            {
                var offset = tree * _nodes;
                var slot = 1;
                for (var level = 0; level < Depth; level++) slot = Step(slot, values, features + offset, thresholds + offset);
                sum += leaves[offset + slot - _nodes];
            }
        }
        return sum;
    }

    /// <summary>As <see cref="PathSum"/> for <see cref="RowsInBlock"/> rows one after the other; adds to <paramref name="sums"/>.</summary>
    public void AddPathSums(float* rows, double* sums)
    {
        fixed (float* allThresholds = _threshold, allLeaves = _leaf)
        fixed (int* allFeatures = _feature)
        {
            for (var tree = 0; tree < Trees; tree++)
            {
                var features = allFeatures + (tree * _nodes);
                var thresholds = allThresholds + (tree * _nodes);
                var leaves = allLeaves + (tree * _nodes) - _nodes;
                for (var i = 0; i < RowsInBlock; i += 4)
                {
                    float* rowA = rows + (i * _width), rowB = rowA + _width, rowC = rowB + _width, rowD = rowC + _width;
                    int a = 1, b = 1, c = 1, d = 1;
                    for (var level = 0; level < Depth; level++)
                    {
                        a = Step(a, rowA, features, thresholds);
                        b = Step(b, rowB, features, thresholds);
                        c = Step(c, rowC, features, thresholds);
                        d = Step(d, rowD, features, thresholds);
                    }
                    sums[i] += leaves[a];
                    sums[i + 1] += leaves[b];
                    sums[i + 2] += leaves[c];
                    sums[i + 3] += leaves[d];
                }
            }
        }
    }

    /// <summary>
    /// Adds, for each split on the row's way, by how much it shortened the path that the rows of its node had to expect, to
    /// its column; then averages over the trees. The sum is <see cref="MeanRootPath"/> − <see cref="PathSum"/> / trees.
    /// </summary>
    public void Shortenings(ReadOnlySpan<float> row, Span<double> destination)
    {
        destination.Clear();
        for (var tree = 0; tree < Trees; tree++)
        {
            var offset = tree * _nodes;
            var slot = 1;
            while (slot < _nodes && float.IsFinite(_threshold[offset + slot]))
            {
                var feature = _feature[offset + slot];
                var child = (2 * slot) + (row[feature] < _threshold[offset + slot] ? 0 : 1);
                var expected = child < _nodes ? _expected[offset + child] : _leaf[offset + child - _nodes];
                destination[feature] += ((double)_expected[offset + slot] - expected) / Trees;
                slot = child;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(int slot, float* row, int* features, float* thresholds) =>
        (2 * slot) + (row[features[slot]] < thresholds[slot] ? 0 : 1);

    /// <summary>Places a subtree that starts at node <paramref name="next"/> and returns the average path length of its rows.</summary>
    private float Place(GrownTree tree, ref int next, int offset, int slot, int atDepth)
    {
        var node = next++;
        float expected;
        if (tree.Feature[node] < 0)
        {
            expected = (float)(atDepth + PathLength.Average(tree.Size[node]));
            _leaf[offset + (slot << (Depth - atDepth)) - _nodes] = expected;
        }
        else
        {
            _feature[offset + slot] = tree.Feature[node];
            _threshold[offset + slot] = tree.Threshold[node];
            var leftSize = tree.Size[next];
            var left = Place(tree, ref next, offset, 2 * slot, atDepth + 1);
            var rightSize = tree.Size[next];
            var right = Place(tree, ref next, offset, (2 * slot) + 1, atDepth + 1);
            expected = (float)((((double)left * leftSize) + ((double)right * rightSize)) / (leftSize + rightSize));
        }
        if (slot < _nodes) _expected[offset + slot] = expected;
        return expected;
    }
}
