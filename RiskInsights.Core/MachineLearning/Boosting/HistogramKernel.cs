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

    /// <param name="rows">Readable <see cref="NodeRows.LookAhead"/> places beyond the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(long* histogram, byte* binned, int stride, int lanes, int* rows, long* gradients, int count)
    {
        var i = 0;
        // Four rows at once keep the processor busy while an addition waits for the one before it in the same cell.
        for (; i <= count - 4; i += 4)
        {
            for (var ahead = PrefetchAhead; ahead < PrefetchAhead + 4; ahead++) Prefetch(binned + ((long)rows[i + ahead] * stride), lanes);
            byte* a = binned + ((long)rows[i] * stride), b = binned + ((long)rows[i + 1] * stride);
            byte* c = binned + ((long)rows[i + 2] * stride), d = binned + ((long)rows[i + 3] * stride);
            long ofA = gradients[i], ofB = gradients[i + 1], ofC = gradients[i + 2], ofD = gradients[i + 3];
            var cells = histogram;
            for (nint lane = 0; lane < lanes; lane++, cells += Cells)
            {
                cells[a[lane]] += ofA;
                cells[b[lane]] += ofB;
                cells[c[lane]] += ofC;
                cells[d[lane]] += ofD;
            }
        }
        for (; i < count; i++)
        {
            var row = binned + ((long)rows[i] * stride);
            var cells = histogram;
            for (var lane = 0; lane < lanes; lane++, cells += Cells) cells[row[lane]] += gradients[i];
        }
    }

    /// <summary>As <see cref="Add"/>, for some of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSome(long* histogram, byte* binned, int stride, int[] lanes, int* rows, long* gradients, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Prefetch(binned + ((long)rows[i + PrefetchAhead] * stride), stride);
            var gradient = gradients[i];
            var row = binned + ((long)rows[i] * stride);
            foreach (var lane in lanes) histogram[((long)lane * Cells) + row[lane]] += gradient;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* row, int length)
    {
        if (!Sse.IsSupported) return;
        for (var line = 0; line < length; line += CacheLine) Sse.Prefetch0(row + line);
    }
}
