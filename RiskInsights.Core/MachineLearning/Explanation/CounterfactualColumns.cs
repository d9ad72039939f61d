namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>A set of up to three columns.</summary>
internal readonly record struct CounterfactualColumns
{
    private readonly int _low;
    private readonly int _middle;
    private readonly int _high;

    /// <summary>In any order; −1 for none.</summary>
    public CounterfactualColumns(int a, int b, int c)
    {
        _low = Math.Min(a, Math.Min(b, c));
        _high = Math.Max(a, Math.Max(b, c));
        _middle = a + b + c - _low - _high;
    }

    public bool Contains(int column) => _low == column || _middle == column || _high == column;

    public bool IsWithin(CounterfactualColumns other) => All(other.Contains);

    /// <summary>Whether the condition holds for each column of the set.</summary>
    public bool All(Func<int, bool> condition) =>
        (_low < 0 || condition(_low)) && (_middle < 0 || condition(_middle)) && condition(_high);

    public void AddTo(HashSet<int> columns)
    {
        if (_low >= 0) columns.Add(_low);
        if (_middle >= 0) columns.Add(_middle);
        columns.Add(_high);
    }
}
