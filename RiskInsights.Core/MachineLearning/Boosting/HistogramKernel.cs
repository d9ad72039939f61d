using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The loop that training spends most of its time in: adds each row's packed gradient to one cell of every lane.
/// </summary>
internal static unsafe class HistogramKernel
{
    private const int Cells = BinLayout.MostStates;

    /// <summary>The processor cannot guess the next row's address; asked for this many rows ahead, the row is there when its turn comes.</summary>
    private const int PrefetchAhead = 24;

    private const int CacheLine = 64;

    /// <param name="rows">Readable <see cref="PrefetchAhead"/> places beyond the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(long* histogram, byte* binned, int stride, int lanes, int* rows, long* gradients, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (Sse.IsSupported)
            {
                var ahead = binned + ((long)rows[i + PrefetchAhead] * stride);
                for (var line = 0; line < lanes; line += CacheLine) Sse.Prefetch0(ahead + line);
            }
            var gradient = gradients[i];
            var row = binned + ((long)rows[i] * stride);
            var cells = histogram;
            var lane = 0;
            for (; lane <= lanes - 4; lane += 4, cells += 4 * Cells)
            {
                var four = *(uint*)(row + lane);
                cells[(byte)four] += gradient;
                cells[Cells + (byte)(four >> 8)] += gradient;
                cells[(2 * Cells) + (byte)(four >> 16)] += gradient;
                cells[(3 * Cells) + (four >> 24)] += gradient;
            }
            for (; lane < lanes; lane++, cells += Cells) cells[row[lane]] += gradient;
        }
    }

    /// <summary>As <see cref="Add"/>, for some of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSome(long* histogram, byte* binned, int stride, int[] lanes, int* rows, long* gradients, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (Sse.IsSupported)
            {
                var ahead = binned + ((long)rows[i + PrefetchAhead] * stride);
                for (var line = 0; line < stride; line += CacheLine) Sse.Prefetch0(ahead + line);
            }
            var gradient = gradients[i];
            var row = binned + ((long)rows[i] * stride);
            foreach (var lane in lanes) histogram[((long)lane * Cells) + row[lane]] += gradient;
        }
    }
}
