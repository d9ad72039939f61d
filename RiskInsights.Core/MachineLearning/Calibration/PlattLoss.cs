namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>
/// Σ −(t·log p + (1 − t)·log(1 − p)) with p = 1 / (1 + exp(a·z + b)), z the standardised scores and t the targets: convex in a and b.
/// </summary>
internal readonly ref struct PlattLoss(
    ReadOnlySpan<double> scores, ReadOnlySpan<byte> labels, double mean, double deviation, double positiveTarget, double negativeTarget)
{
    private const int MostSteps = 100;
    private const double LeastStep = 1e-10;
    private const double Tolerance = 1e-12;

    /// <summary>Bounds the Newton step where all probabilities are nearly 0 or 1.</summary>
    private const double Ridge = 1e-12;

    private readonly ReadOnlySpan<double> _scores = scores;
    private readonly ReadOnlySpan<byte> _labels = labels;

    public (double A, double B) Minimise(double a, double b)
    {
        var here = At(a, b);
        for (var step = 0; step < MostSteps; step++)
        {
            if (Math.Max(Math.Abs(here.GradientA), Math.Abs(here.GradientB)) <= Tolerance * _scores.Length) break;
            var determinant = (here.HessianAA * here.HessianBB) - (here.HessianAB * here.HessianAB);
            var stepA = -((here.HessianBB * here.GradientA) - (here.HessianAB * here.GradientB)) / determinant;
            var stepB = -((here.HessianAA * here.GradientB) - (here.HessianAB * here.GradientA)) / determinant;
            var slope = (here.GradientA * stepA) + (here.GradientB * stepB);
            var length = 1.0;
            for (; length >= LeastStep; length /= 2)
            {
                var next = At(a + (length * stepA), b + (length * stepB));
                // Near the optimum the loss can no longer show a decrease that the gradient still shows.
                if (!(next.Value <= here.Value + (1e-4 * length * slope) + (1e-14 * here.Value))) continue;
                (a, b, here) = (a + (length * stepA), b + (length * stepB), next);
                break;
            }
            if (length < LeastStep) break;
        }
        return (a, b);
    }

    private Point At(double a, double b)
    {
        var point = new Point { HessianAA = Ridge, HessianBB = Ridge };
        for (var i = 0; i < _scores.Length; i++)
        {
            var z = (_scores[i] - mean) / deviation;
            var target = _labels[i] != 0 ? positiveTarget : negativeTarget;
            var exponent = (a * z) + b;
            // Each form keeps the exponential from overflowing.
            var tail = Math.Exp(-Math.Abs(exponent));
            point.Value += (exponent >= 0 ? target * exponent : (target - 1) * exponent) + Math.Log(1 + tail);
            var probability = exponent >= 0 ? tail / (1 + tail) : 1 / (1 + tail);
            var curvature = tail / ((1 + tail) * (1 + tail));
            point.GradientA += z * (target - probability);
            point.GradientB += target - probability;
            point.HessianAA += z * z * curvature;
            point.HessianBB += curvature;
            point.HessianAB += z * curvature;
        }
        return point;
    }

    private record struct Point
    {
        public double Value, GradientA, GradientB, HessianAA, HessianAB, HessianBB;
    }
}
