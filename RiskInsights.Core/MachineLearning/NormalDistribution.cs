namespace RiskInsights.Core.MachineLearning;

/// <summary>The standard normal distribution, to about 1e-14 relative in the tails.</summary>
internal static class NormalDistribution
{
    /// <summary>P(|Z| ≥ |z|), in [0, 1].</summary>
    public static double TwoSidedPValue(double z) => ComplementaryError(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>P(Z ≤ z), in [0, 1].</summary>
    public static double Cumulative(double z) =>
        z < 0 ? ComplementaryError(-z / Math.Sqrt(2)) / 2 : 1 - (ComplementaryError(z / Math.Sqrt(2)) / 2);

    /// <summary>The z with P(Z ≤ z) = <paramref name="probability"/>, by bisection.</summary>
    /// <param name="probability">In (0, 1).</param>
    public static double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability must lie between 0 and 1, both excluded.");
        double low = -40, high = 40;
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) return middle;
            if (Cumulative(middle) < probability) low = middle;
            else high = middle;
        }
    }

    /// <summary>erfc(x) for x ≥ 0 (Abramowitz and Stegun 7.1.6 below 2.5, the continued fraction 7.1.14 above).</summary>
    private static double ComplementaryError(double x)
    {
        if (x > 27) return 0;
        var density = Math.Exp(-x * x) / Math.Sqrt(Math.PI);
        if (x < 2.5)
        {
            double term = x, sum = x;
            for (var n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }
            return 1 - (2 * density * sum);
        }
        var fraction = x;
        for (var n = 120; n >= 1; n--) fraction = x + (n / 2.0 / fraction);
        return density / fraction;
    }
}
