namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>The nearest crossing found for each set of columns, and the few of them that are worth telling.</summary>
internal sealed class CounterfactualFinds(int most)
{
    private readonly Dictionary<CounterfactualColumns, (CounterfactualMoves Moves, double Probability)> _nearest = [];
    private List<(CounterfactualMoves Moves, double Probability)> _chosen = [];

    /// <summary>
    /// By rising distance; each changes a column that none before it does. One that does everything that a nearer one does, and more,
    /// says nothing new.
    /// </summary>
    public IReadOnlyList<(CounterfactualMoves Moves, double Probability)> Chosen => _chosen;

    /// <summary>The distance from which on up no find can be chosen any more.</summary>
    public double Bound => _chosen.Count < most ? double.PositiveInfinity : _chosen[^1].Moves.Price;

    /// <summary>Whether a crossing at this price would be of no use: as near a one is known for these columns or for some of them.</summary>
    public bool IsBeaten(CounterfactualColumns columns, double price)
    {
        if (price >= Bound || Beats(columns, price)) return true;
        foreach (var (chosen, _) in _chosen)
        {
            if (chosen.Price <= price && chosen.Columns.IsWithin(columns)) return true;
        }
        return false;
    }

    public void Add(CounterfactualMoves moves, double probability)
    {
        if (Beats(moves.Columns, moves.Price)) return;
        _nearest[moves.Columns] = (moves, probability);
        if (moves.Price < Bound) Choose();
    }

    private bool Beats(CounterfactualColumns columns, double price) =>
        _nearest.TryGetValue(columns, out var found) && found.Moves.Price <= price;

    private void Choose()
    {
        _chosen = [];
        var told = new HashSet<int>();
        foreach (var find in _nearest.Values.OrderBy(find => find.Moves.Price).ThenBy(find => find.Moves.Count))
        {
            var columns = find.Moves.Columns;
            if (columns.All(told.Contains) || _chosen.Exists(chosen => chosen.Moves.Columns.IsWithin(columns))) continue;
            _chosen.Add(find);
            columns.AddTo(told);
            if (_chosen.Count == most) return;
        }
    }
}
