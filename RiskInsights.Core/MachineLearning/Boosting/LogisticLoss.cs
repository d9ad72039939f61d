using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The logistic function in 32 bits, for single numbers and for vectors, equal bit for bit: both do the same additions and
/// multiplications in the same order (Cody and Waite's reduction, then a polynomial), relative error about 2e-7.
/// </summary>
internal static class LogisticLoss
{
    private const float MostLogit = 87;
    private const float Log2OfE = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>The least hessian of a row before weighting, as XGBoost has it.</summary>
    public const float LeastHessian = 1e-16f;

    /// <summary>1 / (1 + e^−logit).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Probability(float logit)
    {
        var x = -Math.Min(Math.Max(logit, -MostLogit), MostLogit);
        var whole = MathF.Round(x * Log2OfE);
        var rest = x - (whole * Ln2High) - (whole * Ln2Low);
        var power = ((((((((rest * (1f / 720)) + (1f / 120)) * rest) + (1f / 24)) * rest) + (1f / 6)) * rest) + 0.5f) * rest * rest;
        var scale = BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);
        return 1 / (1 + ((power + rest + 1) * scale));
    }

    /// <inheritdoc cref="Probability(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Probability(Vector512<float> logit)
    {
        var most = Vector512.Create(MostLogit);
        var x = -Vector512.Min(Vector512.Max(logit, -most), most);
        var whole = Vector512.Round(x * Log2OfE);
        var rest = x - (whole * Ln2High) - (whole * Ln2Low);
        var power = ((((rest * (1f / 720)) + Vector512.Create(1f / 120)) * rest) + Vector512.Create(1f / 24)) * rest;
        power = (((power + Vector512.Create(1f / 6)) * rest) + Vector512.Create(0.5f)) * rest * rest;
        var scale = ((Vector512.ConvertToInt32(whole) + Vector512.Create(127)) << 23).AsSingle();
        return Vector512<float>.One / (Vector512<float>.One + ((power + rest + Vector512<float>.One) * scale));
    }
}
