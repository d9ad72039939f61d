namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>
/// A column cut into bins. Immutable. Every value has one bin, except a category that training never saw: it has none, and its
/// weight of evidence is 0, as that of a missing value where training had (nearly) none.
/// </summary>
public sealed class BinnedColumn
{
    private readonly Bin[] _bins;
    private readonly float[] _edges;
    private readonly int[] _binOfCode;

    /// <exception cref="ArgumentException">The bins are not those of the column: gaps, an unknown category, no bin for missing values.</exception>
    internal BinnedColumn(FeatureColumn column, BadRateTrend? trend, IReadOnlyList<Bin> bins)
    {
        Column = column;
        Trend = trend;
        _bins = [.. bins];
        if (_bins.Length < 2 || Array.FindIndex(_bins, bin => bin.Kind == BinKind.Missing) != _bins.Length - 1)
            throw Wrong("has not one bin for missing values after the others");
        var values = _bins[..^1];
        _edges = column.IsCategorical ? [] : Edges(values);
        _binOfCode = column.IsCategorical ? Codes(values) : [];
        InformationValue = _bins.Sum(bin => bin.InformationValue);
    }

    public FeatureColumn Column { get; }

    /// <summary>How the bad rate moves as the number rises; null for a categorical column and for one bin.</summary>
    public BadRateTrend? Trend { get; }

    /// <summary>Numbers by rising value, or groups of categories by rising bad rate; missing values last, even where there are none.</summary>
    public IReadOnlyList<Bin> Bins => _bins;

    /// <summary>
    /// Σ (share of goods − share of bads) · WoE over the bins; at least 0. By custom below 0.02 useless, from 0.1 medium, from
    /// 0.3 strong, above 0.5 to be looked at for leakage.
    /// </summary>
    public double InformationValue { get; }

    /// <summary>The index in <see cref="Bins"/> of a value, or −1 for a category that training never saw.</summary>
    /// <param name="value">A value that the column accepts; NaN is missing.</param>
    public int IndexOf(float value)
    {
        if (float.IsNaN(value)) return _bins.Length - 1;
        if (Column.IsCategorical) return _binOfCode[(int)value];
        var index = 0;
        foreach (var edge in _edges)
        {
            if (value < edge) break;
            index++;
        }
        return index;
    }

    /// <summary>Weight of evidence of a value: that of its bin, or 0 where it has none.</summary>
    /// <param name="value">A value that the column accepts; NaN is missing.</param>
    public double Woe(float value)
    {
        var index = IndexOf(value);
        return index < 0 ? 0 : _bins[index].Woe;
    }

    private float[] Edges(Bin[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var fits = values[i].Kind == BinKind.Range && values[i].Lower.HasValue == (i > 0) && values[i].Upper.HasValue == (i < values.Length - 1)
                && (i == 0 || (values[i].Lower == values[i - 1].Upper && (values[i].Upper is null || values[i].Lower < values[i].Upper)));
            if (!fits) throw Wrong("has ranges that do not follow one another");
        }
        return [.. values.Skip(1).Select(bin => bin.Lower!.Value)];
    }

    private int[] Codes(Bin[] values)
    {
        var codes = new int[Column.Categories.Count];
        Array.Fill(codes, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Kind != BinKind.Categories) throw Wrong("has a bin that is not of categories");
            foreach (var category in values[i].Categories)
            {
                var code = Column.CodeOf(category);
                if (float.IsNaN(code) || codes[(int)code] >= 0) throw Wrong($"has the category '{category}' twice or does not know it");
                codes[(int)code] = i;
            }
        }
        return codes;
    }

    private ArgumentException Wrong(string what) => new($"Column '{Column.Name}' {what}.");
}
