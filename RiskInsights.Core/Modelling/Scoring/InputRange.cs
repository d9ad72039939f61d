using System.Text.Json.Serialization;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>What is usual of an input, and what is plausible: learned from a sample of the training rows, and kept with the version.</summary>
/// <param name="Median">Half of the known values are at most this.</param>
/// <param name="MedianShare">Share of the known values that are exactly the median, 0 to 1: above a half, it is what most clients have.</param>
/// <param name="Levels">Values that occurred, evenly spread from the 5th to the 95th percentile, rising.</param>
/// <param name="Scale">A robust standard deviation, above 0.</param>
public sealed record InputRange(float Median, double MedianShare, IReadOnlyList<float> Levels, double Scale)
{
    private const int MostLevels = 32;

    /// <summary>5th percentile.</summary>
    [JsonIgnore]
    public float Low => Levels[0];

    /// <summary>95th percentile.</summary>
    [JsonIgnore]
    public float High => Levels[^1];

    /// <summary>Only whole numbers: there is no half of a missed payment.</summary>
    [JsonIgnore]
    public bool IsWhole => Levels.All(v => v == MathF.Floor(v));

    /// <summary>Whether what was stored can be searched and drawn with.</summary>
    [JsonIgnore]
    internal bool MakesSense =>
        Levels is { Count: > 0 } && Levels.All(float.IsFinite) && Levels.Zip(Levels.Skip(1)).All(l => l.First < l.Second) && double.IsFinite(Scale) && Scale > 0;

    /// <summary>Null where there is no value, or only one.</summary>
    internal static InputRange? Of(float[] values)
    {
        var plausible = new PlausibleValues(values);
        if (plausible.Deviation is not { } deviation)
            return null;
        var median = plausible.Median;
        return new InputRange(median, (double)values.Count(v => v == median) / values.Count(v => !float.IsNaN(v)), plausible.Levels(MostLevels), deviation);
    }

    /// <summary>What a search for changes may do with the input.</summary>
    internal CounterfactualFeature Changing(FeatureColumn column, AllowedChange allowed) => new(column, allowed, Levels, Scale);
}
