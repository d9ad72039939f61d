namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>The points between two multiples of the usual amount: a scatter as a table.</summary>
/// <param name="From">Times the usual amount, at least; null for the first band.</param>
/// <param name="To">Times the usual amount, below; null for the last band.</param>
/// <param name="Normal">Not judged, under the line.</param>
/// <param name="Open">Not judged, from the line up.</param>
/// <param name="HighestScore">Null in an empty band.</param>
public sealed record AnomalyBand(double? From, double? To, int Normal, int Open, int Flagged, int Cleared, double? HighestScore)
{
    private static readonly double[] Edges = [0.1, 0.5, 1, 3, 10, 30];

    /// <summary>The points in seven bands, smallest amounts first.</summary>
    /// <param name="line">Score from which a point that nobody judged is open.</param>
    public static IReadOnlyList<AnomalyBand> Of(AnomalyPoints points, double line)
    {
        var normal = new int[Edges.Length + 1];
        var open = new int[normal.Length];
        var flagged = new int[normal.Length];
        var cleared = new int[normal.Length];
        var highest = new double?[normal.Length];
        for (var i = 0; i < points.Scores.Count; i++)
        {
            var band = Array.FindIndex(Edges, edge => points.TimesUsual[i] < edge) is var at && at >= 0 ? at : Edges.Length;
            var counts = points.Verdicts[i] switch
            {
                null => points.Scores[i] >= (float)line ? open : normal,
                Verdict.Legitimate => cleared,
                _ => flagged,
            };
            counts[band]++;
            highest[band] = Math.Max(highest[band] ?? 0, points.Scores[i]);
        }

        return
        [
            .. Enumerable.Range(0, normal.Length).Select(i => new AnomalyBand(
                i == 0 ? null : Edges[i - 1], i == Edges.Length ? null : Edges[i], normal[i], open[i], flagged[i], cleared[i], highest[i])),
        ];
    }
}
