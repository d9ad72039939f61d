namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// The d with the least gᵀd + ½·dᵀHd + α·Σⱼ|wⱼ + dⱼ| (without the last weight): cyclic coordinate descent, each coordinate exactly
/// (Friedman, Hastie, Tibshirani, "Regularization paths for generalized linear models", 2010).
/// </summary>
internal static class ProximalStep
{
    private const int MostSweeps = 10_000;
    private const double Tolerance = 1e-13;

    /// <param name="upper">H by its upper triangle, row by row.</param>
    public static double[] Of(double[] upper, double[] gradient, double[] weights, double alpha)
    {
        var width = gradient.Length;
        var hessian = Mirror(upper, width);
        var step = new double[width];
        // g + H·d, kept up to date.
        var slope = (double[])gradient.Clone();
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double largest = 0, scale = 0;
            for (var j = 0; j < width; j++)
            {
                var curvature = hessian[(j * width) + j];
                if (curvature <= 0) continue;
                var here = weights[j] + step[j];
                var target = here - (slope[j] / curvature);
                if (j < width - 1) target = Shrink(target, alpha / curvature);
                var change = target - here;
                if (change == 0) continue;
                step[j] = target - weights[j];
                var row = hessian.AsSpan(j * width, width);
                for (var k = 0; k < width; k++) slope[k] += change * row[k];
                largest = Math.Max(largest, Math.Abs(change) * Math.Sqrt(curvature));
                scale = Math.Max(scale, Math.Abs(step[j]) * Math.Sqrt(curvature));
            }
            if (largest <= Tolerance + (1e-9 * scale)) break;
        }
        return step;
    }

    private static double Shrink(double value, double by) => Math.Sign(value) * Math.Max(0, Math.Abs(value) - by);

    private static double[] Mirror(double[] upper, int width)
    {
        var full = (double[])upper.Clone();
        for (var j = 0; j < width; j++)
        {
            for (var k = j + 1; k < width; k++) full[(k * width) + j] = full[(j * width) + k];
        }
        return full;
    }
}
