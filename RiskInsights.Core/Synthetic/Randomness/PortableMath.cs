namespace RiskInsights.Core.Synthetic.Randomness;

/// <summary>
/// Exponential and logarithm made of IEEE additions, multiplications and divisions only. <see cref="Math"/> asks the
/// operating system's C library, whose last bit differs between systems; the demo bank must not.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>e to the power of <paramref name="x"/>; relative error below 1e-14; x is held within −700 and 700.</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        double k = Math.Floor(x / Ln2 + 0.5);
        double r = x - k * Ln2;
        // |r| ≤ 0.35: the 13th term of the Taylor series is below 1e-15.
        double sum = 1;
        for (int i = 13; i >= 1; i--)
            sum = 1 + sum * r / i;
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>Natural logarithm of a positive normal number; absolute error below 1e-14.</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (m > 1.4142135623730951)
        {
            m /= 2;
            exponent++;
        }

        // ln m = 2 artanh s; |s| ≤ 0.172, so that s²⁰ is below 1e-15.
        double s = (m - 1) / (m + 1), s2 = s * s, series = 0;
        for (int i = 19; i >= 1; i -= 2)
            series = series * s2 + 1.0 / i;
        return exponent * Ln2 + 2 * s * series;
    }

    /// <summary>1 / (1 + e⁻ˣ): from log-odds to a probability.</summary>
    public static double Logistic(double x) => 1 / (1 + Exp(-x));
}
