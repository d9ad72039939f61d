namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>One plausible value for one column of the row.</summary>
/// <param name="Column">The column's index.</param>
/// <param name="Value">The value.</param>
/// <param name="Price">What it adds to the distance.</param>
/// <param name="Gain">Log-odds towards the threshold that it brings alone; below 0 away from it.</param>
internal sealed record CounterfactualMove(int Column, float Value, double Price, double Gain);

/// <summary>One to three moves of different columns.</summary>
/// <param name="Price">Their distance.</param>
/// <param name="Gain">The log-odds that they bring: added up from the moves while untried together, the scorer's afterwards.</param>
internal readonly record struct CounterfactualMoves(
    CounterfactualMove First, CounterfactualMove? Second, CounterfactualMove? Third, double Price, double Gain)
{
    public CounterfactualMoves(CounterfactualMove move) : this(move, null, null, move.Price, move.Gain)
    {
    }

    public int Count => Second is null ? 1 : Third is null ? 2 : 3;

    public CounterfactualColumns Columns => new(First.Column, Second?.Column ?? -1, Third?.Column ?? -1);

    public CounterfactualMove this[int index] => index switch { 0 => First, 1 => Second!, _ => Third! };

    public CounterfactualMoves With(CounterfactualMove move)
    {
        var (price, gain) = (Price + move.Price, Gain + move.Gain);
        return Second is null ? new(First, move, null, price, gain) : new(First, Second, move, price, gain);
    }

    /// <summary>The same with another move, or none, in one place; null where none is left.</summary>
    public CounterfactualMoves? Replaced(int index, CounterfactualMove? by)
    {
        CounterfactualMoves? result = null;
        for (var i = 0; i < Count; i++)
        {
            if ((i == index ? by : this[i]) is { } move) result = result?.With(move) ?? new(move);
        }
        return result;
    }
}
