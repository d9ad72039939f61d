using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>The loops of <see cref="Gradients"/>, with vectors of sixteen rows or row by row, equal bit for bit.</summary>
internal static unsafe class GradientKernel
{
    private const int Lanes = 16;

    /// <summary>Sums of |gradient| and of the hessian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Gradients, double Hessians) Sum(float* logits, byte* labels, int count, float positiveWeight, InstructionSet instructions)
    {
        // Row i adds to sum i mod 16 in either loop.
        var sums = stackalloc float[2 * Lanes];
        new Span<float>(sums, 2 * Lanes).Clear();
        var i = 0;
        if (instructions != InstructionSet.Scalar)
        {
            Vector512<float> gradients = default, hessians = default;
            for (; i <= count - Lanes; i += Lanes)
            {
                Derivatives(logits + i, labels + i, positiveWeight, out var gradient, out var hessian);
                gradients += Vector512.Abs(gradient);
                hessians += hessian;
            }
            gradients.Store(sums);
            hessians.Store(sums + Lanes);
        }
        for (; i < count; i++)
        {
            Derivative(logits[i], labels[i], positiveWeight, out var gradient, out var hessian);
            sums[i % Lanes] += Math.Abs(gradient);
            sums[Lanes + (i % Lanes)] += hessian;
        }
        double gradientSum = 0, hessianSum = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            gradientSum += sums[lane];
            hessianSum += sums[Lanes + lane];
        }
        return (gradientSum, hessianSum);
    }

    /// <summary>Writes the packed derivatives of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(
        float* logits, byte* labels, long* packed, int count, float positiveWeight, GradientUnits units, InstructionSet instructions)
    {
        float perGradient = (float)(1 / units.Gradient), perHessian = (float)(1 / units.Hessian);
        var i = 0;
        if (instructions != InstructionSet.Scalar)
        {
            for (; i <= count - Lanes; i += Lanes)
            {
                Derivatives(logits + i, labels + i, positiveWeight, out var gradient, out var hessian);
                var (gradientLow, gradientHigh) = Vector512.Widen(Vector512.ConvertToInt32(Vector512.Round(gradient * perGradient)));
                var (hessianLow, hessianHigh) = Vector512.Widen(Vector512.ConvertToInt32(Vector512.Round(hessian * perHessian)));
                ((gradientLow << 32) + hessianLow).Store(packed + i);
                ((gradientHigh << 32) + hessianHigh).Store(packed + i + (Lanes / 2));
            }
        }
        for (; i < count; i++)
        {
            Derivative(logits[i], labels[i], positiveWeight, out var gradient, out var hessian);
            packed[i] = ((long)(int)MathF.Round(gradient * perGradient) << 32) + (int)MathF.Round(hessian * perHessian);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Derivative(float logit, byte label, float positiveWeight, out float gradient, out float hessian)
    {
        var probability = LogisticLoss.Probability(logit);
        var weight = label == 1 ? positiveWeight : 1;
        gradient = (probability - label) * weight;
        hessian = Math.Max(probability * (1 - probability), LogisticLoss.LeastHessian) * weight;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Derivatives(float* logits, byte* labels, float positiveWeight, out Vector512<float> gradient, out Vector512<float> hessian)
    {
        var (low, high) = Vector128.Widen(Vector128.Load(labels));
        var label = Vector512.ConvertToSingle(Vector512.Create(
            Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)),
            Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high))).AsInt32());
        var probability = LogisticLoss.Probability(Vector512.Load(logits));
        var weight = Vector512.ConditionalSelect(
            Vector512.Equals(label, Vector512<float>.One), Vector512.Create(positiveWeight), Vector512<float>.One);
        gradient = (probability - label) * weight;
        hessian = Vector512.Max(probability * (Vector512<float>.One - probability), Vector512.Create(LogisticLoss.LeastHessian)) * weight;
    }
}
