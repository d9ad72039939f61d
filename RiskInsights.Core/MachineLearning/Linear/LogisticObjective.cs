using System.Numerics;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// F(w) = Σᵢ sᵢ·log(1 + exp(−ỹᵢ·xᵢw)) + λ/2·Σⱼ wⱼ² (without the intercept), ỹ in {−1, 1}, s the class weights; with its
/// gradient and Hessian in one pass. Rows are cut into a number of parts that depends on the data alone and their sums are
/// added in the order of the parts, so that the result does not depend on the number of threads.
/// </summary>
internal sealed unsafe class LogisticObjective(
    RegressionDesign design, byte[] labels, double negativeWeight, double positiveWeight, double lambda, int threads)
{
    private const int MaxParts = 16;
    private const int LeastRowsInPart = 1024;
    private const int RowsBetweenCancellationChecks = 4096;

    private readonly Part[] _parts = [.. Enumerable.Range(0, Math.Clamp(design.Rows / LeastRowsInPart, 1, MaxParts))
        .Select(_ => new Part(design.Stride))];

    /// <summary>Writes the gradient (Width) and the lower triangle's mirror, the upper one, of the Hessian (Width × Width).</summary>
    public double Evaluate(double[] weights, double[] gradient, double[] hessian, CancellationToken cancellation)
    {
        var padded = new double[design.Stride];
        weights.CopyTo(padded, 0);
        DedicatedThreads.Run(threads, _parts.Length, part => Sum(part, padded, cancellation), cancellation);
        var width = design.Width;
        Array.Clear(gradient);
        Array.Clear(hessian);
        double loss = 0;
        foreach (var part in _parts)
        {
            loss += part.Loss;
            for (var j = 0; j < width; j++)
            {
                gradient[j] += part.Gradient[j];
                for (var k = j; k < width; k++) hessian[(j * width) + k] += part.Hessian[(j * design.Stride) + k];
            }
        }
        for (var j = 0; j < width - 1; j++)
        {
            loss += lambda / 2 * weights[j] * weights[j];
            gradient[j] += lambda * weights[j];
            hessian[(j * width) + j] += lambda;
        }
        return loss;
    }

    private void Sum(int number, double[] weights, CancellationToken cancellation)
    {
        var part = _parts[number];
        var first = (int)((long)design.Rows * number / _parts.Length);
        var end = (int)((long)design.Rows * (number + 1) / _parts.Length);
        int stride = design.Stride, width = design.Width, lanes = Vector<double>.Count;
        Array.Clear(part.Gradient);
        Array.Clear(part.Hessian);
        double loss = 0;
        var row = stackalloc double[stride];
        fixed (float* values = design.Values)
        fixed (double* w = weights, gradient = part.Gradient, hessian = part.Hessian)
        {
            for (var i = first; i < end; i++)
            {
                if (i % RowsBetweenCancellationChecks == 0 && cancellation.IsCancellationRequested) return;
                var logit = WidenAndMultiply(values + ((long)i * stride), w, row, stride);
                var isPositive = labels[i] != 0;
                var weight = isPositive ? positiveWeight : negativeWeight;
                var tail = Math.Exp(-Math.Abs(logit));
                var probability = logit >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
                loss += weight * (Math.Max(isPositive ? -logit : logit, 0) + Math.Log(1 + tail));
                var residual = weight * (probability - (isPositive ? 1 : 0));
                var curvature = weight * tail / ((1 + tail) * (1 + tail));
                AddScaled(gradient, row, residual, 0, stride);
                for (var j = 0; j < width; j++)
                {
                    if (row[j] != 0) AddScaled(hessian + (j * stride), row, curvature * row[j], j / lanes * lanes, stride);
                }
            }
        }
        part.Loss = loss;
    }

    private static double WidenAndMultiply(float* values, double* weights, double* row, int stride)
    {
        var half = Vector<double>.Count;
        Vector<double> sumA = Vector<double>.Zero, sumB = Vector<double>.Zero;
        for (var j = 0; j < stride; j += Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(values + j), out var a, out var b);
            a.Store(row + j);
            b.Store(row + j + half);
            sumA += a * Vector.Load(weights + j);
            sumB += b * Vector.Load(weights + j + half);
        }
        return Vector.Sum(sumA + sumB);
    }

    private static void AddScaled(double* target, double* row, double factor, int from, int end)
    {
        var factors = new Vector<double>(factor);
        for (var k = from; k < end; k += Vector<double>.Count)
            (Vector.Load(target + k) + (factors * Vector.Load(row + k))).Store(target + k);
    }

    private sealed class Part(int stride)
    {
        public double Loss { get; set; }

        public double[] Gradient { get; } = new double[stride];

        public double[] Hessian { get; } = new double[stride * stride];
    }
}
