namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Arithmetic on one lane's cells.</summary>
internal static unsafe class LaneSums
{
    public static void Add(long* to, long* cells, int count)
    {
        for (var i = 0; i < count; i++) to[i] += cells[i];
    }

    public static void Subtract(long* from, long* cells, int count)
    {
        for (var i = 0; i < count; i++) from[i] -= cells[i];
    }

    /// <summary>
    /// Takes the column with the largest multiplier out of a lane: <paramref name="sums"/> receives the sums of its states, and the first
    /// cells keep the sums of the other columns' combinations.
    /// </summary>
    /// <param name="cells">Overwritten.</param>
    /// <param name="count">Cells in use.</param>
    /// <param name="states">Of the column.</param>
    /// <returns>The cells still in use.</returns>
    public static int TakeLast(long* cells, int count, int states, long* sums)
    {
        var rest = count / states;
        for (var state = 0; state < states; state++)
        {
            long sum = 0;
            for (var i = 0; i < rest; i++) sum += cells[(state * rest) + i];
            sums[state] = sum;
            if (state > 0) Add(cells, cells + (state * rest), rest);
        }
        return rest;
    }
}
