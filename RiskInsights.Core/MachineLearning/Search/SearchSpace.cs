namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>The parameters that are searched, each with its range. Immutable.</summary>
public sealed class SearchSpace
{
    private readonly SearchDimension[] _dimensions;

    /// <exception cref="ArgumentException">No dimension, or two of the same name.</exception>
    public SearchSpace(params IReadOnlyList<SearchDimension> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Count == 0) throw new ArgumentException("At least one dimension is needed.", nameof(dimensions));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dimension in dimensions)
        {
            if (!names.Add(dimension.Name)) throw new ArgumentException($"'{dimension.Name}' is given twice.", nameof(dimensions));
        }
        _dimensions = [.. dimensions];
    }

    public IReadOnlyList<SearchDimension> Dimensions => _dimensions;

    /// <summary>The n-th candidate of a seed, which depends on nothing else: a value for each dimension by name, drawn independently.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="number">From 0.</param>
    public IReadOnlyDictionary<string, double> Candidate(int seed, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var random = new RandomStream(seed, number);
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var dimension in _dimensions) values[dimension.Name] = dimension.Draw(ref random);
        return values;
    }
}
