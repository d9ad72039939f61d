using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>One node of a <see cref="FlatForest"/>: five words next to one another, so that a step reads one cache line.</summary>
/// <param name="Column">Column that is compared.</param>
/// <param name="Block">Where the column starts in a block of rows; the sign bit is set if missing goes left.</param>
/// <param name="Threshold">A value below it goes left. +∞ for a leaf.</param>
/// <param name="Left">The left child, with the right one behind it. Itself for a leaf.</param>
/// <param name="Value">Of a leaf.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlatNode(int Column, int Block, float Threshold, int Left, float Value)
{
    /// <summary>Size in words of 32 bits, and the places of the fields, for gathering.</summary>
    public const int Words = 5, BlockWord = 1, ThresholdWord = 2, LeftWord = 3, ValueWord = 4;

    public const int MissingLeft = int.MinValue;

    public const int BlockMask = int.MaxValue;

    /// <summary>The next node for a value of a numeric column, without a branch: half of them would be guessed wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(float value)
    {
        var right = ToInt(!(value < Threshold));
        var missingLeft = (int)((uint)Block >> 31) & ToInt(float.IsNaN(value));
        return Left + (right & ~missingLeft);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ToInt(bool holds) => Unsafe.BitCast<bool, byte>(holds);
}
