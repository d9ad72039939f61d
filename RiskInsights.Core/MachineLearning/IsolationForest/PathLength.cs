namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>The yardstick of the paper: average path lengths in binary search trees.</summary>
internal static class PathLength
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>
    /// c(n) = 2·H(n − 1) − 2·(n − 1)/n: average number of splits of an unsuccessful search in a binary search tree of n
    /// rows (equation 1 of the paper); c(0) = c(1) = 0, c(2) = 1.
    /// </summary>
    public static double Average(int rows) => rows < 2 ? 0 : (2 * Harmonic(rows - 1)) - (2.0 * (rows - 1) / rows);

    /// <summary>H(n) = 1 + 1/2 + … + 1/n: summed while that is cheap, then by its expansion, exact to double precision.</summary>
    public static double Harmonic(int n)
    {
        if (n > 256) return Math.Log(n) + EulerGamma + (1.0 / (2.0 * n)) - (1.0 / (12.0 * n * n)) + (1.0 / (120.0 * n * n * (double)n * n));
        double sum = 0;
        for (var i = n; i >= 1; i--) sum += 1.0 / i;
        return sum;
    }
}
