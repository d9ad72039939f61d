using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>What the processor's vectors allow. Every level gives the same results bit for bit; tests force the lower ones.</summary>
internal enum InstructionSet
{
    Scalar,
    Avx2,
    Avx512,
}

internal static class InstructionSets
{
    public static InstructionSet Best { get; } =
        Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx2.IsSupported ? InstructionSet.Avx512
        : Avx2.IsSupported ? InstructionSet.Avx2
        : InstructionSet.Scalar;
}
