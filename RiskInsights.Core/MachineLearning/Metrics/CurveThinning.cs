namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Chooses the points of a curve that a chart needs.</summary>
internal static class CurveThinning
{
    /// <summary>
    /// Indices of at most <paramref name="most"/> of <paramref name="count"/> points: the first, the last, and others evenly
    /// spread along the curve's length, which <paramref name="distanceToPrevious"/> measures.
    /// </summary>
    public static List<int> Choose(int count, int most, Func<int, double> distanceToPrevious)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        var chosen = new List<int>(Math.Min(count, most));
        if (count <= most)
        {
            chosen.AddRange(Enumerable.Range(0, count));
            return chosen;
        }
        double total = 0, passed = 0;
        for (var i = 1; i < count; i++) total += distanceToPrevious(i);
        var spacing = total / (most - 1);
        chosen.Add(0);
        for (var i = 1; i < count - 1 && chosen.Count < most - 1; i++)
        {
            passed += distanceToPrevious(i);
            if (passed >= spacing * chosen.Count) chosen.Add(i);
        }
        chosen.Add(count - 1);
        return chosen;
    }
}
