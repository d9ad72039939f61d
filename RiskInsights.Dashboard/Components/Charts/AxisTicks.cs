namespace RiskInsights.Dashboard.Components.Charts;

/// <summary>Round values for an axis, written in the analyst's language.</summary>
public static class AxisTicks
{
    /// <summary>
    /// A value axis that covers the values, with about <paramref name="count"/> ticks at 1, 2, 2.5 or 5 times a power of ten.
    /// </summary>
    /// <param name="fromZero">True for bars, whose length is read; lines may begin elsewhere.</param>
    public static ChartAxis For(IEnumerable<double?> values, Func<double, string> text, bool fromZero = false, int count = 5)
    {
        var known = values.Where(v => v is { } x && double.IsFinite(x)).Select(v => v!.Value).ToList();
        if (known.Count == 0) return new() { FromZero = fromZero };
        var low = known.Min();
        var high = known.Max();
        if (fromZero) (low, high) = (Math.Min(0, low), Math.Max(0, high));
        if (high - low <= Math.Abs(high) * 1e-12) (low, high) = (low - Math.Max(Math.Abs(low) * 0.1, 0.5), high + Math.Max(Math.Abs(high) * 0.1, 0.5));

        var step = Step((high - low) / count);
        var first = Math.Floor(low / step);
        var last = Math.Ceiling(high / step);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step).ToList();
        return new()
        {
            FromZero = fromZero,
            Range = [ticks[0], ticks[^1]],
            Ticks = ticks,
            TickTexts = [.. ticks.Select(text)],
        };
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double[] factors = [1, 2, 2.5, 5, 10];
        return factors.First(f => f * power >= rough * 0.999999) * power;
    }
}
