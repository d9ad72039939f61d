using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>The loop that parts rows by one lane of the binned rows. Keeps their order on both sides.</summary>
internal static unsafe class PartitionKernel
{
    private const int PrefetchAhead = 32;

    /// <summary>Rows that go left move to the front of <paramref name="rows"/>, the others to the front of <paramref name="spareRows"/>.</summary>
    /// <returns>How many go left.</returns>
    public static int Part(
        byte* lane, LeftCells left, int* rows, long* gradients, int* spareRows, long* spareGradients, int count, InstructionSet instructions)
    {
        int toLeft = 0, done = 0;
        if (instructions == InstructionSet.Avx512) toLeft = PartSixteens(lane, left, rows, gradients, spareRows, spareGradients, count, out done);
        return PartOneByOne(lane, left, rows, gradients, spareRows, spareGradients, done, toLeft, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PartOneByOne(
        byte* lane, LeftCells left, int* rows, long* gradients, int* spareRows, long* spareGradients, int from, int toLeft, int count)
    {
        var goesLeft = stackalloc byte[BinLayout.MostStates];
        for (var cell = 0; cell < BinLayout.MostStates; cell++) goesLeft[cell] = left.Contains(cell) ? (byte)1 : (byte)0;
        var toRight = from - toLeft;
        for (var i = from; i < count; i++)
        {
            if (Sse.IsSupported) Sse.Prefetch0(lane + rows[i + PrefetchAhead]);
            var row = rows[i];
            var gradient = gradients[i];
            // Both sides are written and one is kept: cheaper than a branch that is guessed wrong every other time.
            rows[toLeft] = row;
            gradients[toLeft] = gradient;
            spareRows[toRight] = row;
            spareGradients[toRight] = gradient;
            int goes = goesLeft[lane[row]];
            toLeft += goes;
            toRight += 1 - goes;
        }
        return toLeft;
    }

    /// <summary>
    /// Sixteen rows at once: their bytes are gathered, looked up in the 256 bits of <paramref name="left"/>, and the rows of each side
    /// pressed together. What is written behind the last row of a side is overwritten by the next sixteen, and never reaches beyond the
    /// rows that were already read.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PartSixteens(
        byte* lane, LeftCells left, int* rows, long* gradients, int* spareRows, long* spareGradients, int count, out int done)
    {
        const int Step = 16;
        var half = Vector256.Load((int*)&left);
        var table = Vector512.Create(half, half);
        int toLeft = 0, i = 0;
        for (; i <= count - Step; i += Step)
        {
            for (var ahead = i + PrefetchAhead; ahead < i + PrefetchAhead + Step; ahead++) Sse.Prefetch0(lane + rows[ahead]);
            var sixteen = Vector512.Load(rows + i);
            Vector512<long> first = Vector512.Load(gradients + i), second = Vector512.Load(gradients + i + (Step / 2));
            var cells = Vector512.Create(
                Avx2.GatherVector256((int*)lane, sixteen.GetLower(), 1), Avx2.GatherVector256((int*)lane, sixteen.GetUpper(), 1)) & Vector512.Create(0xFF);
            var bits = Avx512F.ShiftRightLogicalVariable(Avx512F.PermuteVar16x32(table, cells >>> 5), (cells & Vector512.Create(31)).AsUInt32());
            var goLeft = Vector512.Equals(bits & Vector512<int>.One, Vector512<int>.One);
            var (goFirst, goSecond) = Vector512.Widen(goLeft);
            var inFirst = BitOperations.PopCount(goFirst.ExtractMostSignificantBits());
            var inSecond = BitOperations.PopCount(goSecond.ExtractMostSignificantBits());
            var toRight = i - toLeft;
            Avx512F.Compress(Vector512<int>.Zero, goLeft, sixteen).Store(rows + toLeft);
            Avx512F.Compress(Vector512<long>.Zero, goFirst, first).Store(gradients + toLeft);
            Avx512F.Compress(Vector512<long>.Zero, goSecond, second).Store(gradients + toLeft + inFirst);
            Avx512F.Compress(Vector512<int>.Zero, ~goLeft, sixteen).Store(spareRows + toRight);
            Avx512F.Compress(Vector512<long>.Zero, ~goFirst, first).Store(spareGradients + toRight);
            Avx512F.Compress(Vector512<long>.Zero, ~goSecond, second).Store(spareGradients + toRight + (Step / 2) - inFirst);
            toLeft += inFirst + inSecond;
        }
        done = i;
        return toLeft;
    }
}
