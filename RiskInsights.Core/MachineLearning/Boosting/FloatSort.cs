using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Sorts finite numbers in three passes over their bits (least significant digit first), several times faster than comparing them
/// where there are many thousands.
/// </summary>
internal static class FloatSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Sorts ascending; −0 stands before 0.</summary>
    /// <param name="values">No NaN.</param>
    /// <param name="room">At least as long as the values; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<float> values, Span<float> room)
    {
        var keys = MemoryMarshal.Cast<float, uint>(values);
        var other = MemoryMarshal.Cast<float, uint>(room)[..keys.Length];
        Span<int> counts = stackalloc int[3 * Digits];
        counts.Clear();
        foreach (ref var key in keys)
        {
            // As unsigned numbers these order as the floats do: negative ones inverted, the others above them.
            key ^= (uint)((int)key >> 31) | 0x8000_0000;
            counts[(int)(key & (Digits - 1))]++;
            counts[Digits + (int)((key >> DigitBits) & (Digits - 1))]++;
            counts[(2 * Digits) + (int)(key >> (2 * DigitBits))]++;
        }
        Scatter(keys, other, counts[..Digits], 0);
        Scatter(other, keys, counts.Slice(Digits, Digits), DigitBits);
        Scatter(keys, other, counts.Slice(2 * Digits, Digits), 2 * DigitBits);
        for (var i = 0; i < keys.Length; i++) keys[i] = other[i] ^ ((uint)((int)~other[i] >> 31) | 0x8000_0000);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<uint> from, Span<uint> to, Span<int> counts, int shift)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            var next = start + count;
            count = start;
            start = next;
        }
        foreach (var key in from) to[counts[(int)((key >> shift) & (Digits - 1))]++] = key;
    }
}
