namespace RiskInsights.Core.Modelling.Exploration;

/// <summary>
/// Counts values by outcome: a bar for each value where there are few, else bars of equal width over all but the outermost
/// hundredth on either side, which the bars at the ends take in. Whole numbers are told in bars of a whole width.
/// </summary>
internal sealed class OutcomeHistogram
{
    private const int MostBars = 20;

    /// <param name="values">NaN is missing.</param>
    /// <param name="labels">0 or 1 for each value.</param>
    public OutcomeHistogram(float[] values, byte[] labels)
    {
        var sorted = Array.FindAll(values, v => !float.IsNaN(v));
        Array.Sort(sorted);
        var (starts, width) = Starts(sorted);
        int[] zeros = new int[starts.Length + 1], ones = new int[starts.Length + 1];
        for (var i = 0; i < values.Length; i++)
            (labels[i] == 1 ? ones : zeros)[float.IsNaN(values[i]) ? starts.Length : PlaceOf(values[i], starts)]++;
        Bars = [.. starts.Select((from, i) => new HistogramBar(
            width == 0 && i == 0 ? sorted[0] : from, width == 0 && i == starts.Length - 1 ? sorted[^1] : from + width, zeros[i], ones[i]))];
        Missing = new HistogramBar(0, 0, zeros[^1], ones[^1]);
    }

    /// <summary>Ascending; none where no row has a value.</summary>
    public IReadOnlyList<HistogramBar> Bars { get; }

    /// <summary>Rows without a value; its numbers mean nothing.</summary>
    public HistogramBar Missing { get; }

    /// <summary>Where the bars begin, and how far each reaches from there.</summary>
    private static (double[] Starts, double Width) Starts(float[] sorted)
    {
        var distinct = sorted.Distinct().Take(MostBars + 1).ToArray();
        if (distinct.Length <= MostBars)
            return (Array.ConvertAll(distinct, v => (double)v), 0);
        double low = sorted[sorted.Length / 100], high = sorted[sorted.Length - 1 - (sorted.Length / 100)];
        if (low == high)
            (low, high) = (sorted[0], sorted[^1]);
        var step = (high - low) / MostBars;
        if (!Array.TrueForAll(sorted, v => v == MathF.Floor(v)))
            return ([.. Enumerable.Range(0, MostBars).Select(i => low + (step * i))], step);

        // A bar of the whole numbers 3, 4 and 5 reaches from 3 to 5.
        step = Math.Ceiling(step);
        return ([.. Enumerable.Range(0, (int)Math.Floor((high - low) / step) + 1).Select(i => low + (step * i))], step - 1);
    }

    private static int PlaceOf(double value, double[] starts) =>
        Array.BinarySearch(starts, value) is var found and >= 0 ? found : Math.Max(0, ~Array.BinarySearch(starts, value) - 1);
}
