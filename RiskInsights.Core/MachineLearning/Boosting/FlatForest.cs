using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// All trees of a model in one array, for prediction. A leaf leads to itself, so that every row takes as many steps as its tree is
/// deep and no step branches.
/// </summary>
internal sealed unsafe class FlatForest
{
    /// <summary>Rows that go through the trees together, value after value of a column: see <see cref="AddBlock"/>.</summary>
    public const int BlockRows = 64;

    /// <summary>In a deeper tree most rows reach their leaves long before its last level, so they stop there.</summary>
    private const int MostLevels = 64;

    private readonly int[] _root;
    private readonly int[] _depth;
    private readonly bool[] _stepwise;
    private readonly bool _anyStepwise;
    private readonly FlatNode[] _nodes;
    private readonly Dictionary<int, bool[]> _rightCategories = [];
    private readonly InstructionSet _instructions;
    private readonly ShallowForest? _shallow;

    public FlatForest(IReadOnlyList<BoostedTree> trees, InstructionSet instructions)
    {
        _instructions = instructions;
        Columns = [.. trees.SelectMany(tree => tree.Nodes).Where(node => !node.IsLeaf).Select(node => node.Feature).Distinct().Order()];
        _root = new int[trees.Count];
        _depth = new int[trees.Count];
        _stepwise = new bool[trees.Count];
        _nodes = new FlatNode[trees.Sum(tree => tree.Nodes.Count)];
        var next = 0;
        for (var tree = 0; tree < trees.Count; tree++)
        {
            _root[tree] = next++;
            Place(tree, trees[tree].Nodes, ref next);
        }
        _anyStepwise = Array.Exists(_stepwise, stepwise => stepwise);
        if (instructions == InstructionSet.Avx512 && !_anyStepwise && Array.TrueForAll(_depth, depth => depth <= ShallowForest.Depth))
            _shallow = new ShallowForest(_nodes, _root);
    }

    /// <summary>The columns that any tree splits on, ascending: only these are looked at.</summary>
    public int[] Columns { get; }

    /// <summary>Adds the trees' leaves to <paramref name="sum"/>, tree after tree.</summary>
    /// <param name="row">A value for each of the model's columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Add(ReadOnlySpan<float> row, float sum)
    {
        fixed (FlatNode* nodes = _nodes)
        fixed (float* values = row)
        {
            var tree = 0;
            for (; tree <= _root.Length - 4 && !_anyStepwise; tree += 4)
            {
                // Four trees side by side: a step has to wait for the one before it, not for those of other trees.
                FlatNode* a = nodes + _root[tree], b = nodes + _root[tree + 1], c = nodes + _root[tree + 2], d = nodes + _root[tree + 3];
                for (var level = Math.Max(Math.Max(_depth[tree], _depth[tree + 1]), Math.Max(_depth[tree + 2], _depth[tree + 3])); level > 0; level--)
                {
                    a = nodes + a->Next(values[a->Column]);
                    b = nodes + b->Next(values[b->Column]);
                    c = nodes + c->Next(values[c->Column]);
                    d = nodes + d->Next(values[d->Column]);
                }
                sum = sum + a->Value + b->Value + c->Value + d->Value;
            }
            for (; tree < _root.Length; tree++)
            {
                var node = _root[tree];
                if (_stepwise[tree]) node = LeafStepwise(node, values, column: 1, ofBlock: 0);
                else for (var level = _depth[tree]; level > 0; level--) node = nodes[node].Next(values[nodes[node].Column]);
                sum += nodes[node].Value;
            }
        }
        return sum;
    }

    /// <summary>Adds the trees' leaves to the sums of <see cref="BlockRows"/> rows, in the same order as <see cref="Add"/>.</summary>
    /// <param name="block">For each of <see cref="Columns"/>, the values of all rows of the block.</param>
    /// <param name="sums">One number a row.</param>
    public void AddBlock(float* block, float* sums)
    {
        if (_shallow is not null)
        {
            _shallow.AddBlock(block, sums);
            return;
        }
        fixed (FlatNode* nodes = _nodes)
        {
            for (var tree = 0; tree < _root.Length; tree++)
            {
                if (_stepwise[tree])
                {
                    for (var row = 0; row < BlockRows; row++) sums[row] += nodes[LeafStepwise(_root[tree], block + row, column: 0, ofBlock: 1)].Value;
                }
                else if (_instructions == InstructionSet.Scalar) AddTree(nodes, _root[tree], _depth[tree], block, sums);
                else AddTreeByVectors((int*)nodes, _root[tree], _depth[tree], block, sums);
            }
        }
    }

    /// <summary>Places a tree without a call for each level: a file may hold trees as deep as the stack is not.</summary>
    private void Place(int tree, IReadOnlyList<TreeNode> nodes, ref int next)
    {
        var open = new Stack<(int From, int To, int Depth)>();
        open.Push((0, _root[tree], 0));
        while (open.TryPop(out var place))
        {
            var (from, to, depth) = place;
            var node = nodes[from];
            _depth[tree] = Math.Max(_depth[tree], depth);
            if (node.IsLeaf)
            {
                _nodes[to] = new FlatNode(0, FlatNode.MissingLeft, float.PositiveInfinity, to, node.Value);
                continue;
            }
            var left = next;
            next += 2;
            var block = Array.BinarySearch(Columns, node.Feature) * BlockRows;
            _nodes[to] = new FlatNode(node.Feature, block | (node.MissingLeft ? FlatNode.MissingLeft : 0), node.Threshold, left, node.Value);
            if (node.RightCategories is { } categories)
            {
                _stepwise[tree] = true;
                var right = new bool[categories.Count == 0 ? 0 : categories.Max() + 1];
                foreach (var category in categories) right[category] = true;
                _rightCategories.Add(to, right);
            }
            open.Push((node.Right, left + 1, depth + 1));
            open.Push((node.Left, left, depth + 1));
        }
        if (_depth[tree] > MostLevels) _stepwise[tree] = true;
    }

    /// <summary>The leaf of a row in a tree that splits on categories or is very deep: step by step, until a leaf is reached.</summary>
    /// <param name="values">A row (<paramref name="column"/> 1), or a row's first value in a block (<paramref name="ofBlock"/> 1).</param>
    private int LeafStepwise(int node, float* values, int column, int ofBlock)
    {
        while (_nodes[node].Left != node)
        {
            var at = _nodes[node];
            var value = values[(at.Column * column) + ((at.Block & FlatNode.BlockMask) * ofBlock)];
            node = float.IsNaN(value) || !_rightCategories.TryGetValue(node, out var right) ? at.Next(value)
                : at.Left + (value < right.Length && right[(int)value] ? 1 : 0);
        }
        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTree(FlatNode* nodes, int root, int depth, float* block, float* sums)
    {
        for (var row = 0; row < BlockRows; row++)
        {
            var node = nodes + root;
            for (var level = depth; level > 0; level--) node = nodes + node->Next(block[(node->Block & FlatNode.BlockMask) + row]);
            sums[row] += node->Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTreeByVectors(int* nodes, int root, int depth, float* block, float* sums)
    {
        const int Lanes = 8;
        var lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        for (var row = 0; row < BlockRows; row += 4 * Lanes)
        {
            // Four vectors side by side, for a gather takes long to answer.
            Vector256<int> a = Vector256.Create(root * FlatNode.Words), b = a, c = a, d = a;
            float* ofA = block + row, ofB = ofA + Lanes, ofC = ofB + Lanes, ofD = ofC + Lanes;
            for (var level = 0; level < depth; level++)
            {
                a = Next(a, lane, ofA, nodes);
                b = Next(b, lane, ofB, nodes);
                c = Next(c, lane, ofC, nodes);
                d = Next(d, lane, ofD, nodes);
            }
            AddLeaves(a, sums + row, nodes);
            AddLeaves(b, sums + row + Lanes, nodes);
            AddLeaves(c, sums + row + (2 * Lanes), nodes);
            AddLeaves(d, sums + row + (3 * Lanes), nodes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Next(Vector256<int> node, Vector256<int> lane, float* block, int* nodes)
    {
        var at = Avx2.GatherVector256(nodes + FlatNode.BlockWord, node, sizeof(int));
        var value = Avx2.GatherVector256(block, (at & Vector256.Create(FlatNode.BlockMask)) + lane, sizeof(float));
        var below = Vector256.LessThan(value, Avx2.GatherVector256((float*)nodes + FlatNode.ThresholdWord, node, sizeof(float))).AsInt32();
        var missing = ~Vector256.Equals(value, value).AsInt32() & Vector256.ShiftRightArithmetic(at, 31);
        // A comparison that holds is −1.
        return (Avx2.GatherVector256(nodes + FlatNode.LeftWord, node, sizeof(int)) + Vector256<int>.One + (below | missing)) * FlatNode.Words;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLeaves(Vector256<int> node, float* sums, int* nodes) =>
        (Vector256.Load(sums) + Avx2.GatherVector256((float*)nodes + FlatNode.ValueWord, node, sizeof(float))).Store(sums);
}
