using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>How the values of a <see cref="SearchDimension"/> are spread.</summary>
public enum SearchScale
{
    /// <summary>Every number of the range is as likely as any other.</summary>
    Uniform,

    /// <summary>Every factor is: as many values between 0.01 and 0.1 as between 0.1 and 1.</summary>
    LogUniform,

    /// <summary>Every whole number of the range, both ends included.</summary>
    Integer,

    /// <summary>One of some given numbers.</summary>
    Choice,
}

/// <summary>One parameter that is searched, and its range. Immutable.</summary>
public sealed class SearchDimension
{
    private readonly double[] _choices;

    private SearchDimension(string name, SearchScale scale, double lowest, double highest, double[] choices)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!double.IsFinite(lowest) || !double.IsFinite(highest) || lowest > highest)
            throw new ArgumentException(Invariant($"'{name}': the range from {lowest} to {highest} is not one of rising finite numbers."), nameof(lowest));
        (Name, Scale, Lowest, Highest, _choices) = (name, scale, lowest, highest, choices);
    }

    public string Name { get; }

    public SearchScale Scale { get; }

    /// <summary>The least value, included.</summary>
    public double Lowest { get; }

    /// <summary>The greatest value, included.</summary>
    public double Highest { get; }

    /// <summary>The values of a choice; empty for a range.</summary>
    public IReadOnlyList<double> Choices => _choices;

    public static SearchDimension Uniform(string name, double lowest, double highest) => new(name, SearchScale.Uniform, lowest, highest, []);

    /// <exception cref="ArgumentException">The lowest is not above 0, or the range does not rise.</exception>
    public static SearchDimension LogUniform(string name, double lowest, double highest)
    {
        if (!(lowest > 0)) throw new ArgumentException(Invariant($"'{name}': {lowest} has no logarithm."), nameof(lowest));
        return new(name, SearchScale.LogUniform, lowest, highest, []);
    }

    public static SearchDimension Integer(string name, int lowest, int highest) => new(name, SearchScale.Integer, lowest, highest, []);

    /// <exception cref="ArgumentException">No value, or one that is not finite.</exception>
    public static SearchDimension Choice(string name, params double[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Length == 0 || !Array.TrueForAll(choices, double.IsFinite))
            throw new ArgumentException($"'{name}' needs at least one choice, all of them finite.", nameof(choices));
        return new(name, SearchScale.Choice, choices.Min(), choices.Max(), [.. choices]);
    }

    internal double Draw(ref RandomStream random) => Scale switch
    {
        SearchScale.Uniform => Math.Min(Highest, Lowest + ((Highest - Lowest) * random.NextDouble())),
        SearchScale.LogUniform => Math.Clamp(Lowest * Math.Pow(Highest / Lowest, random.NextDouble()), Lowest, Highest),
        SearchScale.Integer => Math.Floor(Lowest + ((Highest - Lowest + 1) * random.NextDouble())),
        _ => _choices[random.Next(_choices.Length)],
    };
}
