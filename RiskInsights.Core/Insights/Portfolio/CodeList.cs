namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>Gives each text of a column a small number, in order of appearance, so that millions of rows stay narrow.</summary>
internal sealed class CodeList
{
    private readonly Dictionary<string, ushort> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    public string this[int code] => _names[code];

    /// <exception cref="InvalidOperationException">More than 65,536 different texts.</exception>
    public ushort CodeOf(string name)
    {
        if (_codes.TryGetValue(name, out var code))
            return code;
        if (_names.Count > ushort.MaxValue)
            throw new InvalidOperationException("A column of the daily aggregate has more than 65,536 different values.");
        code = (ushort)_names.Count;
        _codes.Add(name, code);
        _names.Add(name);
        return code;
    }

    /// <summary>Which codes pass: all of them for an empty selection.</summary>
    public bool[] Mask(IReadOnlyList<string> selection)
    {
        var mask = new bool[_names.Count];
        if (selection.Count == 0)
            Array.Fill(mask, true);
        foreach (var name in selection)
        {
            if (_codes.TryGetValue(name, out var code))
                mask[code] = true;
        }

        return mask;
    }
}
