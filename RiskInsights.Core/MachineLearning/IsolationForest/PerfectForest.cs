namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>
/// The forest laid out for scoring. Every tree is filled up to the same depth, so that a walk is a fixed number of steps
/// without a branch: node k has the children 2k and 2k + 1, the root is 1; below an early leaf the way always turns
/// left (threshold +∞), down to a slot that holds the leaf's path length.
/// </summary>
internal sealed unsafe class PerfectForest
{
    private const int Registers = 32;

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
        // A shallow tree's tables are read by whole registers, beyond their end.
        _feature = new int[checked((Trees * _nodes) + Registers)];
        _threshold = new float[(Trees * _nodes) + Registers];
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
                for (var level = 0; level < Depth; level++)
                    slot = (2 * slot) + (values[features[offset + slot]] < thresholds[offset + slot] ? 0 : 1);
                sum += leaves[offset + slot - _nodes];
            }
        }
        return sum;
    }

    /// <summary>As <see cref="PathSum"/> for the rows of a block as <see cref="ForestWalk"/> wants it; adds to <paramref name="sums"/>.</summary>
    public void AddPathSums(WalkInstructions instructions, float* block, double* sums)
    {
        fixed (float* thresholds = _threshold, leaves = _leaf)
        fixed (int* columns = _feature)
            ForestWalk.AddPaths(instructions, block, _width, columns, thresholds, leaves, Trees, Depth, sums);
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
