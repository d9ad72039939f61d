namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Gradients and hessians as whole numbers, packed into 64 bits (gradient in the upper half, hessian in the lower, never
/// negative): one addition adds both, and sums do not depend on the order, hence not on the threads.
/// </summary>
/// <param name="Gradient">What one unit of the packed gradient is worth; a power of two, so that scaling is exact.</param>
/// <param name="Hessian">What one unit of the packed hessian is worth; a power of two.</param>
internal readonly record struct GradientUnits(double Gradient, double Hessian)
{
    /// <summary>The finest units in which no sum over the rows leaves its 32 bits.</summary>
    /// <param name="absoluteGradients">Sum of |gradient|.</param>
    /// <param name="hessians">Sum of the hessians.</param>
    public static GradientUnits For(double absoluteGradients, double hessians, int rows) =>
        new(Unit(absoluteGradients, rows), Unit(hessians, rows));

    public double GradientOf(long sum) => (sum >> 32) * Gradient;

    public double HessianOf(long sum) => (uint)sum * Hessian;

    /// <summary>Each row's rounding adds up to ½ to the sum, which therefore stays below 2³¹.</summary>
    private static double Unit(double total, int rows)
    {
        var most = (double)int.MaxValue - rows;
        var exponent = total > 0 ? Math.ILogB(most / total) : 0;
        return Math.ScaleB(1, -Math.Clamp(exponent, -100, 100));
    }
}
