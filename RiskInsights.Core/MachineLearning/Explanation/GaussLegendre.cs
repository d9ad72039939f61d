namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// Gauss–Legendre quadrature on [0, 1]: Σ weight·f(point) is the integral of f, exactly where f is a polynomial of degree at most
/// 2·n − 1. Weights are positive and points lie inside, so no digits cancel.
/// </summary>
internal sealed class GaussLegendre
{
    public GaussLegendre(int points)
    {
        Points = new double[points];
        Weights = new double[points];
        for (var i = 0; i < points; i++)
        {
            // Newton's method on the Legendre polynomial of degree n, from Chebyshev's guess of its root.
            var x = Math.Cos(Math.PI * (i + 0.75) / (points + 0.5));
            double slope = 1, step = 1;
            for (var k = 0; k < 100 && Math.Abs(step) > 1e-15; k++)
            {
                var (value, derivative) = Legendre(points, x);
                slope = derivative;
                step = value / derivative;
                x -= step;
            }
            Points[i] = (1 + x) / 2;
            Weights[i] = 1 / ((1 - (x * x)) * slope * slope);
        }
    }

    public double[] Points { get; }

    public double[] Weights { get; }

    private static (double Value, double Derivative) Legendre(int degree, double x)
    {
        double before = 1, value = x;
        for (var n = 2; n <= degree; n++) (before, value) = (value, ((((2 * n) - 1) * x * value) - ((n - 1) * before)) / n);
        return (value, degree * ((x * value) - before) / ((x * x) - 1));
    }
}
