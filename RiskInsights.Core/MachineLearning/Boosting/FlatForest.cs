using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// All trees of a model in flat arrays, for prediction: the right child lies behind the left one, and a leaf is a node that leads to
/// itself, so that every row takes as many steps as the tree is deep and no step branches.
/// </summary>
internal sealed unsafe class FlatForest
{
    /// <summary>Rows that go through the trees together, value after value of a column: see <see cref="AddBlock"/>.</summary>
    public const int BlockRows = 64;

    private const int MissingLeft = int.MinValue;
    private const int Mask = int.MaxValue;

    private readonly int[] _root;
    private readonly int[] _depth;
    private readonly bool[] _hasCategories;
    private readonly int[] _feature;
    private readonly float[] _threshold;
    private readonly int[] _left;
    private readonly float[] _value;
    private readonly Dictionary<int, bool[]> _rightCategories = [];
    private readonly InstructionSet _instructions;

    public FlatForest(IReadOnlyList<BoostedTree> trees, InstructionSet instructions)
    {
        _instructions = instructions;
        Columns = [.. trees.SelectMany(tree => tree.Nodes).Where(node => !node.IsLeaf).Select(node => node.Feature).Distinct().Order()];
        var total = trees.Sum(tree => tree.Nodes.Count);
        _root = new int[trees.Count];
        _depth = new int[trees.Count];
        _hasCategories = new bool[trees.Count];
        _feature = new int[total];
        _threshold = new float[total];
        _left = new int[total];
        _value = new float[total];
        var next = 0;
        for (var tree = 0; tree < trees.Count; tree++)
        {
            _root[tree] = next++;
            Place(tree, trees[tree].Nodes, 0, _root[tree], depth: 0, ref next);
        }
    }

    /// <summary>The columns that any tree splits on, ascending: only these are looked at.</summary>
    public int[] Columns { get; }

    /// <summary>Adds the trees' leaves to <paramref name="sum"/>, tree after tree.</summary>
    /// <param name="row">A value for each of the model's columns.</param>
    public float Add(ReadOnlySpan<float> row, float sum)
    {
        for (var tree = 0; tree < _root.Length; tree++) sum += _value[Leaf(tree, row)];
        return sum;
    }

    /// <summary>
    /// Adds the trees' leaves to the sums of <see cref="BlockRows"/> rows, in the same order as <see cref="Add"/>.
    /// </summary>
    /// <param name="block">For each of <see cref="Columns"/>, the values of all rows of the block.</param>
    /// <param name="sums">One number a row.</param>
    public void AddBlock(float* block, float* sums)
    {
        fixed (int* features = _feature, lefts = _left)
        fixed (float* thresholds = _threshold, values = _value)
        {
            for (var tree = 0; tree < _root.Length; tree++)
            {
                if (_hasCategories[tree] || _instructions == InstructionSet.Scalar)
                {
                    for (var row = 0; row < BlockRows; row++) sums[row] += values[LeafInBlock(tree, block + row)];
                }
                else AddTree(_root[tree], _depth[tree], block, sums, features, lefts, thresholds, values);
            }
        }
    }

    private void Place(int tree, IReadOnlyList<TreeNode> nodes, int from, int to, int depth, ref int next)
    {
        var node = nodes[from];
        _value[to] = node.Value;
        _depth[tree] = Math.Max(_depth[tree], depth);
        if (node.IsLeaf)
        {
            _feature[to] = MissingLeft;
            _threshold[to] = float.PositiveInfinity;
            _left[to] = to;
            return;
        }
        _feature[to] = Array.BinarySearch(Columns, node.Feature) | (node.MissingLeft ? MissingLeft : 0);
        _threshold[to] = node.Threshold;
        var left = next;
        _left[to] = left;
        next += 2;
        if (node.RightCategories is { } categories)
        {
            _hasCategories[tree] = true;
            var right = new bool[categories.Count == 0 ? 0 : categories.Max() + 1];
            foreach (var category in categories) right[category] = true;
            _rightCategories.Add(to, right);
        }
        Place(tree, nodes, node.Left, left, depth + 1, ref next);
        Place(tree, nodes, node.Right, left + 1, depth + 1, ref next);
    }

    private int Leaf(int tree, ReadOnlySpan<float> row)
    {
        var node = _root[tree];
        if (_hasCategories[tree])
        {
            while (_left[node] != node) node = _left[node] + (GoesLeft(node, row[Columns[_feature[node] & Mask]]) ? 0 : 1);
            return node;
        }
        for (var level = _depth[tree]; level > 0; level--)
        {
            var feature = _feature[node];
            var value = row.Length == 0 ? float.NaN : row[Columns[feature & Mask]];
            node = _left[node] + (value < _threshold[node] | (float.IsNaN(value) & feature < 0) ? 0 : 1);
        }
        return node;
    }

    private int LeafInBlock(int tree, float* block)
    {
        var node = _root[tree];
        while (_left[node] != node) node = _left[node] + (GoesLeft(node, block[(_feature[node] & Mask) * BlockRows]) ? 0 : 1);
        return node;
    }

    private bool GoesLeft(int node, float value)
    {
        if (float.IsNaN(value)) return _feature[node] < 0;
        if (!_rightCategories.TryGetValue(node, out var right)) return value < _threshold[node];
        return !(value < right.Length) || !right[(int)value];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTree(int root, int depth, float* block, float* sums, int* features, int* lefts, float* thresholds, float* values)
    {
        const int Lanes = 8;
        var lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        for (var row = 0; row < BlockRows; row += 4 * Lanes)
        {
            Vector256<int> a = Vector256.Create(root), b = a, c = a, d = a;
            var column = lane + Vector256.Create(row);
            for (var level = 0; level < depth; level++)
            {
                a = Next(a, column, block, features, lefts, thresholds);
                b = Next(b, column + Vector256.Create(Lanes), block, features, lefts, thresholds);
                c = Next(c, column + Vector256.Create(2 * Lanes), block, features, lefts, thresholds);
                d = Next(d, column + Vector256.Create(3 * Lanes), block, features, lefts, thresholds);
            }
            (Vector256.Load(sums + row) + Avx2.GatherVector256(values, a, sizeof(float))).Store(sums + row);
            (Vector256.Load(sums + row + Lanes) + Avx2.GatherVector256(values, b, sizeof(float))).Store(sums + row + Lanes);
            (Vector256.Load(sums + row + (2 * Lanes)) + Avx2.GatherVector256(values, c, sizeof(float))).Store(sums + row + (2 * Lanes));
            (Vector256.Load(sums + row + (3 * Lanes)) + Avx2.GatherVector256(values, d, sizeof(float))).Store(sums + row + (3 * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Next(Vector256<int> node, Vector256<int> lane, float* block, int* features, int* lefts, float* thresholds)
    {
        var feature = Avx2.GatherVector256(features, node, sizeof(int));
        var value = Avx2.GatherVector256(block, ((feature & Vector256.Create(Mask)) * BlockRows) + lane, sizeof(float));
        var below = Vector256.LessThan(value, Avx2.GatherVector256(thresholds, node, sizeof(float))).AsInt32();
        var missing = ~Vector256.Equals(value, value).AsInt32() & Vector256.ShiftRightArithmetic(feature, 31);
        // A comparison that holds is −1.
        return Avx2.GatherVector256(lefts, node, sizeof(int)) + Vector256<int>.One + (below | missing);
    }
}
