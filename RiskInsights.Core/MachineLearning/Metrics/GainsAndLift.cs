namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>What taking the highest scores, down to the end of a bin, would find.</summary>
/// <param name="ShareOfRows">Share of all rows taken, 0 to 1.</param>
/// <param name="Gain">Share of the rows with label 1 found, 0 to 1. Equal to <paramref name="ShareOfRows"/> when guessing.</param>
/// <param name="Lift">Gain / ShareOfRows: 1 is guessing, higher is better.</param>
public readonly record struct GainPoint(double ShareOfRows, double Gain, double Lift);

/// <summary>Cumulative gains and lift by bins of falling score (deciles by default).</summary>
public static class GainsAndLift
{
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <param name="scores">A number for each row, higher meaning more probably 1.</param>
    /// <param name="bins">1 to 1,000; the k-th point takes k/bins of the rows. Among equal scores label 1 is spread evenly.</param>
    public static IReadOnlyList<GainPoint> Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> scores, int bins = 10) =>
        Of(new ScoreRanking(labels, scores), bins);

    /// <inheritdoc cref="Of(ReadOnlySpan{byte}, ReadOnlySpan{double}, int)"/>
    public static IReadOnlyList<GainPoint> Of(ScoreRanking ranking, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        Options.Between(bins, 1, 1_000);
        var points = new List<GainPoint>(bins);
        for (var bin = 1; bin <= bins; bin++)
        {
            var share = (double)bin / bins;
            var gain = TruePositivesIn(ranking, share * ranking.Rows) / ranking.Positives;
            points.Add(new(share, gain, gain / share));
        }
        return points;
    }

    /// <summary>Expected rows with label 1 among the first so many rows of falling score.</summary>
    internal static double TruePositivesIn(ScoreRanking ranking, double rows)
    {
        int takenBefore = 0, foundBefore = 0;
        for (var step = 0; step < ranking.Steps; step++)
        {
            var found = ranking.TruePositives(step);
            var taken = found + ranking.FalsePositives(step);
            if (taken >= rows) return foundBefore + ((found - foundBefore) * (rows - takenBefore) / (taken - takenBefore));
            (takenBefore, foundBefore) = (taken, found);
        }
        return ranking.Positives;
    }
}
