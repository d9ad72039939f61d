using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>
/// The name and kind of one input column. A numeric column holds any finite number; a categorical column holds
/// the index of one of its <see cref="Categories"/>. In both, NaN means missing. Immutable.
/// </summary>
public sealed class FeatureColumn : IEquatable<FeatureColumn>
{
    private FeatureColumn(string name, string[] categories)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Categories = categories;
    }

    public string Name { get; }

    /// <summary>The categories in the order of their codes; empty for a numeric column.</summary>
    public IReadOnlyList<string> Categories { get; }

    public bool IsCategorical => Categories.Count > 0;

    public static FeatureColumn Numeric(string name) => new(name, []);

    /// <summary>Numeric columns with these names, in this order.</summary>
    public static FeatureColumn[] Numeric(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Array.ConvertAll(names, name => Numeric(name));
    }

    /// <summary>A column of categories; category i has the code i.</summary>
    /// <exception cref="ArgumentException">No category, or one given twice.</exception>
    public static FeatureColumn Categorical(string name, params IReadOnlyList<string> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Count == 0)
            throw new ArgumentException($"Column '{name}' needs at least one category.", nameof(categories));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var category in categories)
        {
            if (!seen.Add(category ?? throw new ArgumentException($"Column '{name}': a category is null.", nameof(categories))))
                throw new ArgumentException($"Column '{name}': category '{category}' is given twice.", nameof(categories));
        }
        return new(name, [.. categories]);
    }

    /// <summary>The code to store for a category: its index, or NaN (missing) for null and for one that is not listed.</summary>
    public float CodeOf(string? category)
    {
        for (var code = 0; code < Categories.Count; code++)
        {
            if (string.Equals(Categories[code], category, StringComparison.Ordinal)) return code;
        }
        return float.NaN;
    }

    /// <summary>Whether a value may stand in this column: finite or NaN, and for categories a whole code in range.</summary>
    internal bool Accepts(float value) =>
        float.IsNaN(value) || (IsCategorical
            ? value >= 0 && value < Categories.Count && value == MathF.Floor(value)
            : float.IsFinite(value));

    internal string Rule => IsCategorical
        ? Invariant($"a code from 0 to {Categories.Count - 1} or NaN")
        : "a finite number or NaN";

    public bool Equals(FeatureColumn? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Categories.SequenceEqual(other.Categories, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as FeatureColumn);

    public override int GetHashCode() => HashCode.Combine(StringComparer.Ordinal.GetHashCode(Name), Categories.Count);

    public override string ToString() => IsCategorical ? $"{Name} ({string.Join(", ", Categories)})" : Name;
}
