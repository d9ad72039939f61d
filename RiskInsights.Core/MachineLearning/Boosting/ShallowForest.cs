using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Trees of at most six levels as perfect trees: node k has the children 2k and 2k + 1, the root is node 1, and a leaf higher up
/// leads down its left side. A tree's thresholds then fit four registers of AVX-512, from which sixteen rows look theirs up at once;
/// only values of the rows come from memory, and for the first three levels without gathering.
/// </summary>
internal sealed unsafe class ShallowForest
{
    public const int Depth = 6;

    private const int Slots = 1 << Depth;
    private const int Lanes = 16;

    private readonly int _trees;
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly float[] _leaves;

    /// <param name="nodes">Trees without categories.</param>
    /// <param name="roots">Where each tree starts.</param>
    public ShallowForest(FlatNode[] nodes, int[] roots)
    {
        _trees = roots.Length;
        _features = new int[_trees * Slots];
        _thresholds = new float[_trees * Slots];
        _leaves = new float[_trees * Slots];
        for (var tree = 0; tree < _trees; tree++) Place(nodes, roots[tree], tree * Slots, slot: 1);
    }

    /// <inheritdoc cref="FlatForest.AddBlock"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddBlock(float* block, float* sums)
    {
        fixed (int* allFeatures = _features)
        fixed (float* allThresholds = _thresholds, allLeaves = _leaves)
        {
            for (var tree = 0; tree < _trees; tree++)
            {
                int* features = allFeatures + (tree * Slots);
                float* thresholds = allThresholds + (tree * Slots), leaves = allLeaves + (tree * Slots);
                Vector512<int> upper = Vector512.Load(features), lower = Vector512.Load(features + Lanes);
                Vector512<float> upperThresholds = Vector512.Load(thresholds), lowerThresholds = Vector512.Load(thresholds + Lanes);
                for (var row = 0; row < FlatForest.BlockRows; row += Lanes)
                {
                    var rows = block + row;
                    var node = Next(Vector512<int>.One, Column(rows, features[1]), upper, lower, upperThresholds, lowerThresholds);
                    var values = Either(node, 1, Column(rows, features[3]), Column(rows, features[2]));
                    node = Next(node, values, upper, lower, upperThresholds, lowerThresholds);
                    values = Either(node, 2,
                        Either(node, 1, Column(rows, features[7]), Column(rows, features[6])),
                        Either(node, 1, Column(rows, features[5]), Column(rows, features[4])));
                    node = Next(node, values, upper, lower, upperThresholds, lowerThresholds);
                    for (var level = 3; level < Depth - 1; level++)
                    {
                        values = Gather(rows, Avx512F.PermuteVar16x32x2(upper, node, lower));
                        node = Next(node, values, upper, lower, upperThresholds, lowerThresholds);
                    }
                    Vector512<int> last = Vector512.Load(features + (2 * Lanes)), veryLast = Vector512.Load(features + (3 * Lanes));
                    values = Gather(rows, Avx512F.PermuteVar16x32x2(last, node, veryLast));
                    node = Next(node, values, last, veryLast, Vector512.Load(thresholds + (2 * Lanes)), Vector512.Load(thresholds + (3 * Lanes)));
                    var leaf = Either(node, 32,
                        Avx512F.PermuteVar16x32x2(Vector512.Load(leaves + (2 * Lanes)), node, Vector512.Load(leaves + (3 * Lanes))),
                        Avx512F.PermuteVar16x32x2(Vector512.Load(leaves), node, Vector512.Load(leaves + Lanes)));
                    (Vector512.Load(sums + row) + leaf).Store(sums + row);
                }
            }
        }
    }

    private void Place(FlatNode[] nodes, int node, int offset, int slot)
    {
        var at = nodes[node];
        if (slot >= Slots)
        {
            _leaves[offset + slot - Slots] = at.Value;
            return;
        }
        _features[offset + slot] = at.Block;
        _thresholds[offset + slot] = at.Threshold;
        Place(nodes, at.Left, offset, 2 * slot);
        // A leaf leads to itself, and nothing leads to the right of it.
        if (at.Left != node) Place(nodes, at.Left + 1, offset, (2 * slot) + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Column(float* rows, int feature) => Vector512.Load(rows + (feature & FlatNode.BlockMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Either(Vector512<int> node, int bit, Vector512<float> ifSet, Vector512<float> ifNot) =>
        Vector512.ConditionalSelect(Vector512.Equals(node & Vector512.Create(bit), Vector512<int>.Zero).AsSingle(), ifNot, ifSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* rows, Vector512<int> features)
    {
        var at = (features & Vector512.Create(FlatNode.BlockMask)) + Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        return Vector512.Create(Avx2.GatherVector256(rows, at.GetLower(), sizeof(float)), Avx2.GatherVector256(rows, at.GetUpper(), sizeof(float)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Next(
        Vector512<int> node, Vector512<float> values, Vector512<int> features, Vector512<int> moreFeatures, Vector512<float> thresholds, Vector512<float> moreThresholds)
    {
        var below = Vector512.LessThan(values, Avx512F.PermuteVar16x32x2(thresholds, node, moreThresholds)).AsInt32();
        var missingLeft = Vector512.ShiftRightArithmetic(Avx512F.PermuteVar16x32x2(features, node, moreFeatures), 31);
        var missing = ~Vector512.Equals(values, values).AsInt32() & missingLeft;
        // A comparison that holds is −1.
        return node + node + Vector512<int>.One + (below | missing);
    }
}
