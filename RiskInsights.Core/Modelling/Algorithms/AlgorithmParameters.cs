using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>The values of an algorithm's options in one training: what was chosen, and the defaults of the rest.</summary>
public sealed class AlgorithmParameters
{
    private readonly Dictionary<string, double> _values;

    private AlgorithmParameters(Dictionary<string, double> values) => _values = values;

    /// <summary>All of them, by name, in the order of the options.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    public double this[string name] => _values[name];

    public int Whole(string name) => (int)_values[name];

    /// <summary>As a run writes them down, with the seed.</summary>
    internal Dictionary<string, RunValue> ToRun(int seed) =>
        _values.Append(new("seed", seed)).ToDictionary(p => p.Key, p => RunValue.Of(p.Value), StringComparer.Ordinal);

    /// <exception cref="ArgumentException">An option that the algorithm does not have, or a value out of its range; the message names both.</exception>
    public static AlgorithmParameters Of(IModelAlgorithm algorithm, IReadOnlyDictionary<string, double>? chosen)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        chosen ??= new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in chosen.Keys)
        {
            if (!algorithm.Options.Any(o => string.Equals(o.Name, name, StringComparison.Ordinal)))
                throw new ArgumentException($"{algorithm.Name} has no option {name}; it has {string.Join(", ", algorithm.Options.Select(o => o.Name))}.", nameof(chosen));
        }

        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var option in algorithm.Options)
        {
            var value = chosen.TryGetValue(option.Name, out var given) ? given : option.Default;
            option.Require(value);
            values[option.Name] = value;
        }

        return new AlgorithmParameters(values);
    }
}
