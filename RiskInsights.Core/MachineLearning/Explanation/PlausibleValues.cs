namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>The distribution of a numeric column's values, as a change of one of them needs it.</summary>
internal sealed class PlausibleValues
{
    private const double LowestShare = 0.05;
    private const double HighestShare = 0.95;

    /// <summary>Above it, 32 bits no longer hold every whole number.</summary>
    private const float MostWhole = 1 << 24;

    private readonly float[] _sorted;

    public PlausibleValues(float[] values)
    {
        _sorted = Array.FindAll(values, value => !float.IsNaN(value));
        Array.Sort(_sorted);
        Deviation = RobustDeviation();
    }

    /// <summary>A robust standard deviation; null where all values are equal or missing.</summary>
    public double? Deviation { get; }

    /// <summary>Half of the values are at most this; there must be one.</summary>
    public float Median => At(0.5);

    /// <summary>At most so many values between the percentiles, rising, each once.</summary>
    public float[] Levels(int most)
    {
        float low = At(LowestShare), high = At(HighestShare);
        if (high - low < most && Array.TrueForAll(_sorted, value => value == MathF.Floor(value) && Math.Abs(value) <= MostWhole))
            return [.. Enumerable.Range((int)low, (int)(high - low) + 1).Select(value => (float)value)];
        return [.. Enumerable.Range(0, most).Select(i => At(LowestShare + ((HighestShare - LowestShare) * i / (most - 1)))).Distinct()];
    }

    /// <summary>Codes of the categories that at least 5 % of the rows hold.</summary>
    public static float[] OfCategories(FeatureColumn column, float[] codes)
    {
        var counts = new int[column.Categories.Count];
        foreach (var code in codes)
        {
            if (!float.IsNaN(code)) counts[(int)code]++;
        }
        var known = counts.Sum();
        return [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0 && counts[code] >= LowestShare * known).Select(code => (float)code)];
    }

    private double? RobustDeviation()
    {
        if (_sorted.Length == 0 || _sorted[0] == _sorted[^1]) return null;
        var median = At(0.5);
        var deviations = Array.ConvertAll(_sorted, value => Math.Abs((double)value - median));
        Array.Sort(deviations);
        if (deviations[deviations.Length / 2] is > 0 and var middle) return middle / 0.6745;
        if (At(0.75) > At(0.25)) return ((double)At(0.75) - At(0.25)) / 1.349;
        var mean = _sorted.Average(value => (double)value);
        return Math.Sqrt(_sorted.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>The value at this share of the sorted ones.</summary>
    private float At(double share) => _sorted[(int)Math.Round(share * (_sorted.Length - 1))];
}
