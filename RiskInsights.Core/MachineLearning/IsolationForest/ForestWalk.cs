using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>The processor's instructions that a walk through the forest uses. All give the same sums bit for bit.</summary>
internal enum WalkInstructions
{
    /// <summary>None in particular: runs anywhere.</summary>
    Scalar,

    /// <summary>Eight rows in a vector; nodes and values are gathered from memory.</summary>
    Avx2,

    /// <summary>Sixteen rows in a vector; nodes are looked up in registers, and up to eight columns too.</summary>
    Avx512,
}

/// <summary>
/// Walks a block of rows through trees of one depth. A block holds its columns one after the other, <see cref="Rows"/> numbers each.
/// A tree is three tables: the column and threshold of nodes 1 … 2^depth − 1 (node k has the children 2k and 2k + 1; entry 0 is unused) and
/// the path length of the 2^depth slots below them.
/// </summary>
internal static unsafe class ForestWalk
{
    /// <summary>Rows that are walked through a tree together: a tree's tables are loaded once for all of them.</summary>
    public const int Rows = 64;

    /// <summary>The widest rows that <see cref="WalkInstructions.Avx512"/> holds in registers.</summary>
    private const int FewColumns = 8;

    public static WalkInstructions Best { get; } =
        Avx512F.IsSupported ? WalkInstructions.Avx512 : Avx2.IsSupported ? WalkInstructions.Avx2 : WalkInstructions.Scalar;

    /// <summary>Adds the path length of each row in each of the trees to its sum, tree after tree.</summary>
    public static void AddPaths(
        WalkInstructions instructions, float* block, int width, int* columns, float* thresholds, float* leaves, int trees, int depth, double* sums)
    {
        for (var tree = 0; tree < trees; tree++, columns += 1 << depth, thresholds += 1 << depth, leaves += 1 << depth)
        {
            switch (instructions)
            {
                case WalkInstructions.Avx512 when width <= FewColumns:
                    AddPathsOfSixteen<ChosenColumns>(block, columns, thresholds, leaves, depth, sums);
                    break;
                case WalkInstructions.Avx512:
                    AddPathsOfSixteen<GatheredColumns>(block, columns, thresholds, leaves, depth, sums);
                    break;
                case WalkInstructions.Avx2:
                    AddPathsOfEight(block, columns, thresholds, leaves, depth, sums);
                    break;
                default:
                    AddPathsOneByOne(block, columns, thresholds, leaves, depth, sums);
                    break;
            }
        }
    }

    /// <summary>Numbers that a block needs: some columns more than there are, so that eight can always be read.</summary>
    public static int BlockLength(int width) => Rows * Math.Max(width, FewColumns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPathsOneByOne(float* block, int* columns, float* thresholds, float* leaves, int depth, double* sums)
    {
        for (var row = 0; row < Rows; row += 4)
        {
            float* a = block + row, b = a + 1, c = a + 2, d = a + 3;
            int slotA = 1, slotB = 1, slotC = 1, slotD = 1;
            // Four walks at once: their loads overlap.
            for (var level = 0; level < depth; level++)
            {
                slotA = (2 * slotA) + (a[columns[slotA] * Rows] < thresholds[slotA] ? 0 : 1);
                slotB = (2 * slotB) + (b[columns[slotB] * Rows] < thresholds[slotB] ? 0 : 1);
                slotC = (2 * slotC) + (c[columns[slotC] * Rows] < thresholds[slotC] ? 0 : 1);
                slotD = (2 * slotD) + (d[columns[slotD] * Rows] < thresholds[slotD] ? 0 : 1);
            }
            var first = 1 << depth;
            sums[row] += leaves[slotA - first];
            sums[row + 1] += leaves[slotB - first];
            sums[row + 2] += leaves[slotC - first];
            sums[row + 3] += leaves[slotD - first];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPathsOfEight(float* block, int* columns, float* thresholds, float* leaves, int depth, double* sums)
    {
        var first = Vector256.Create(1 << depth);
        for (var row = 0; row < Rows; row += 32)
        {
            float* a = block + row, b = a + 8, c = a + 16, d = a + 24;
            Vector256<int> slotA = Vector256<int>.One, slotB = slotA, slotC = slotA, slotD = slotA;
            for (var level = 0; level < depth; level++)
            {
                slotA = Step(slotA, level, a, columns, thresholds);
                slotB = Step(slotB, level, b, columns, thresholds);
                slotC = Step(slotC, level, c, columns, thresholds);
                slotD = Step(slotD, level, d, columns, thresholds);
            }
            Add(sums + row, Avx2.GatherVector256(leaves, slotA - first, 4));
            Add(sums + row + 8, Avx2.GatherVector256(leaves, slotB - first, 4));
            Add(sums + row + 16, Avx2.GatherVector256(leaves, slotC - first, 4));
            Add(sums + row + 24, Avx2.GatherVector256(leaves, slotD - first, 4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Step(Vector256<int> slots, int level, float* block, int* columns, float* thresholds)
    {
        var column = Look((float*)columns, slots, level).AsInt32();
        var value = Avx2.GatherVector256(block, (column * Rows) + Vector256<int>.Indices, 4);
        // All bits, −1, where the row goes left.
        var left = Vector256.LessThan(value, Look(thresholds, slots, level)).AsInt32();
        return slots + slots + Vector256<int>.One + left;
    }

    /// <summary>Entries of a tree's table by slot: in registers while a level has at most 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Look(float* table, Vector256<int> slots, int level) => level switch
    {
        <= 2 => OfEight(table, slots),
        3 => OfEight(table + 8, slots),
        4 => Vector256.ConditionalSelect(
            Vector256.Equals(slots & Vector256.Create(8), Vector256<int>.Zero).AsSingle(), OfEight(table + 16, slots), OfEight(table + 24, slots)),
        _ => Avx2.GatherVector256(table, slots, 4),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OfEight(float* table, Vector256<int> slots) => Avx2.PermuteVar8x32(Vector256.Load(table), slots);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPathsOfSixteen<TColumns>(float* block, int* columns, float* thresholds, float* leaves, int depth, double* sums)
        where TColumns : struct, IColumnValues
    {
        var first = Vector512.Create(1 << depth);
        for (var row = 0; row < Rows; row += 32)
        {
            float* a = block + row, b = a + 16;
            Vector512<int> slotA = Vector512<int>.One, slotB = slotA;
            for (var level = 0; level < depth; level++)
            {
                // From the sixth level on, a level's nodes start at a multiple of the registers.
                var table = level <= 4 ? 0 : 1 << level;
                Vector512<int> columnA = Look((float*)columns + table, slotA, level).AsInt32(), columnB = Look((float*)columns + table, slotB, level).AsInt32();
                Vector512<float> thresholdA = Look(thresholds + table, slotA, level), thresholdB = Look(thresholds + table, slotB, level);
                slotA = slotA + slotA + Vector512<int>.One + Vector512.LessThan(TColumns.Of(a, columnA), thresholdA).AsInt32();
                slotB = slotB + slotB + Vector512<int>.One + Vector512.LessThan(TColumns.Of(b, columnB), thresholdB).AsInt32();
            }
            Vector512<float> pathA = Gather(leaves, slotA - first), pathB = Gather(leaves, slotB - first);
            Add(sums + row, pathA.GetLower());
            Add(sums + row + 8, pathA.GetUpper());
            Add(sums + row + 16, pathB.GetLower());
            Add(sums + row + 24, pathB.GetUpper());
        }
    }

    /// <summary>Entries of a level's table by the low bits of the slots: in registers while it has at most 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Look(float* table, Vector512<int> slots, int level) => level switch
    {
        <= 5 => OfThirtyTwo(table, slots),
        6 => OfSixtyFour(table, slots),
        7 => Choose(slots, 64, OfSixtyFour(table, slots), OfSixtyFour(table + 64, slots)),
        _ => Gather(table, slots - Vector512.Create(1 << level)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfThirtyTwo(float* table, Vector512<int> slots) =>
        Avx512F.PermuteVar16x32x2(Vector512.Load(table), slots, Vector512.Load(table + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfSixtyFour(float* table, Vector512<int> slots) =>
        Choose(slots, 32, OfThirtyTwo(table, slots), OfThirtyTwo(table + 32, slots));

    /// <summary>The second where the bit is set, else the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Choose(Vector512<int> slots, int bit, Vector512<float> first, Vector512<float> second) =>
        Vector512.ConditionalSelect(Vector512.Equals(slots & Vector512.Create(bit), Vector512<int>.Zero).AsSingle(), first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* table, Vector512<int> indices) =>
        Vector512.Create(Avx2.GatherVector256(table, indices.GetLower(), 4), Avx2.GatherVector256(table, indices.GetUpper(), 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* sums, Vector256<float> paths)
    {
        var (low, high) = Vector256.Widen(paths);
        (Vector256.Load(sums) + low).Store(sums);
        (Vector256.Load(sums + 4) + high).Store(sums + 4);
    }

    /// <summary>Reads, for sixteen rows of a block, each from its own column.</summary>
    private interface IColumnValues
    {
        static abstract Vector512<float> Of(float* block, Vector512<int> columns);
    }

    /// <summary>Any number of columns.</summary>
    private readonly struct GatheredColumns : IColumnValues
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(float* block, Vector512<int> columns) => Gather(block, (columns * Rows) + Vector512<int>.Indices);
    }

    /// <summary>Up to <see cref="FewColumns"/> columns, all read, and chosen from by the bits of the column's number.</summary>
    private readonly struct ChosenColumns : IColumnValues
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(float* block, Vector512<int> columns)
        {
            var pair0 = Choose(columns, 1, Vector512.Load(block), Vector512.Load(block + Rows));
            var pair1 = Choose(columns, 1, Vector512.Load(block + (2 * Rows)), Vector512.Load(block + (3 * Rows)));
            var pair2 = Choose(columns, 1, Vector512.Load(block + (4 * Rows)), Vector512.Load(block + (5 * Rows)));
            var pair3 = Choose(columns, 1, Vector512.Load(block + (6 * Rows)), Vector512.Load(block + (7 * Rows)));
            return Choose(columns, 4, Choose(columns, 2, pair0, pair1), Choose(columns, 2, pair2, pair3));
        }
    }
}
