using System.Runtime.CompilerServices;
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
        var goesLeft = stackalloc byte[BinLayout.MostStates];
        for (var cell = 0; cell < BinLayout.MostStates; cell++) goesLeft[cell] = left.Contains(cell) ? (byte)1 : (byte)0;
        return PartOneByOne(lane, goesLeft, rows, gradients, spareRows, spareGradients, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PartOneByOne(byte* lane, byte* goesLeft, int* rows, long* gradients, int* spareRows, long* spareGradients, int count)
    {
        int toLeft = 0, toRight = 0;
        for (var i = 0; i < count; i++)
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
}
