namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Chooses the rows that a tree is grown on, without replacement.</summary>
internal static unsafe class RowSampler
{
    /// <summary>Writes the chosen rows, ascending, then the others, ascending.</summary>
    /// <param name="rows">Room for all of them.</param>
    /// <param name="count">All rows.</param>
    /// <param name="share">Above 0, at most 1; at least one row is chosen.</param>
    /// <returns>How many are chosen.</returns>
    public static int Choose(int* rows, int count, double share, ref RandomStream random)
    {
        var chosen = Math.Clamp((int)Math.Round(share * count, MidpointRounding.AwayFromZero), 1, count);
        if (chosen == count)
        {
            for (var row = 0; row < count; row++) rows[row] = row;
            return count;
        }
        // Selection sampling (Knuth, "The Art of Computer Programming", volume 2, algorithm 3.4.2 S).
        int inside = 0, outside = chosen;
        for (var row = 0; row < count; row++)
        {
            if (random.Next(count - row) < chosen - inside) rows[inside++] = row;
            else rows[outside++] = row;
        }
        return chosen;
    }
}
