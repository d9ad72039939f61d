using System.Text.Json;
using System.Text.Json.Serialization;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>What a version's inputs looked like in training: counts of bins, which show drift without the rows, and what is usual and plausible.</summary>
internal sealed record InputProfile(IReadOnlyList<InputBins> Inputs)
{
    private const int Bins = 10;

    /// <summary>Enough for percentiles: a training of 700,000 rows does not pay for more.</summary>
    private const int SampledRows = 40_000;

    public static InputProfile Of(FeatureMatrix rows) => new([.. rows.Columns.Select((column, j) =>
    {
        var values = rows.Column(j);
        return InputBins.Of(column.Name, values, Bins) with { Range = InputRange.Of(Sample(values)) };
    })]);

    /// <summary>Null where the version does not know the input, or keeps no range of it.</summary>
    public InputRange? RangeOf(string feature) => Inputs.FirstOrDefault(i => string.Equals(i.Feature, feature, StringComparison.Ordinal))?.Range;

    /// <summary>How far rows have moved from this, for each input that both have.</summary>
    public IReadOnlyList<FeatureDrift> DriftTo(FeatureMatrix rows)
    {
        var now = rows.Columns.Select((column, j) => (column.Name, j)).ToDictionary(c => c.Name, c => c.j, StringComparer.Ordinal);
        return [.. Inputs
            .Where(i => now.ContainsKey(i.Feature) && rows.Rows > 0)
            .Select(i => i.DriftTo(rows.Column(now[i.Feature])))];
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Rows at equal distances: the same every time.</summary>
    private static float[] Sample(float[] values)
    {
        if (values.Length <= SampledRows)
            return values;
        var sample = new float[SampledRows];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = values[(int)((long)i * values.Length / SampledRows)];
        return sample;
    }

    /// <summary>What <see cref="ToJson"/> wrote. It is not signed: what cannot be read of it, or makes no sense, is as if it were not there.</summary>
    public static InputProfile FromJson(string? json)
    {
        try
        {
            var stored = json is null ? null : JsonSerializer.Deserialize<InputProfile>(json);
            return new InputProfile([.. (stored?.Inputs ?? []).OfType<InputBins>().Where(i => i.MakesSense).Select(i => i.Range is { MakesSense: false } ? i with { Range = null } : i)]);
        }
        catch (JsonException)
        {
            return new InputProfile([]);
        }
    }
}

/// <param name="Edges">Values below the first, from it to below the second, …</param>
/// <param name="Counts">One more than edges, and missing values last.</param>
internal sealed record InputBins(string Feature, IReadOnlyList<float> Edges, IReadOnlyList<int> Counts)
{
    /// <summary>Null where all known values are equal, or an older program trained the version.</summary>
    public InputRange? Range { get; init; }

    /// <summary>Whether what was stored can be counted with.</summary>
    [JsonIgnore]
    public bool MakesSense =>
        Feature is not null && Edges is not null && Counts is not null && Counts.Count == Edges.Count + 2 && Counts.All(c => c >= 0) && Counts.Any(c => c > 0);

    public static InputBins Of(string feature, float[] values, int bins)
    {
        var edges = PopulationStabilityIndex.Edges(values, bins);
        return new InputBins(feature, edges, Count(values, [.. edges]));
    }

    public FeatureDrift DriftTo(float[] values)
    {
        var now = Count(values, [.. Edges]);
        return new FeatureDrift(
            Feature, PopulationStabilityIndex.OfCounts([.. Counts], now), Counts[^1] / Counts.Sum(c => (double)c), (double)now[^1] / values.Length);
    }

    private static int[] Count(float[] values, ReadOnlySpan<float> edges)
    {
        var counts = new int[edges.Length + 2];
        foreach (var value in values)
            counts[float.IsNaN(value) ? counts.Length - 1 : PlaceOf(value, edges)]++;
        return counts;
    }

    /// <summary>How many edges are at most the value: there are so few that looking at all is quicker than halving.</summary>
    private static int PlaceOf(float value, ReadOnlySpan<float> edges)
    {
        var place = 0;
        foreach (var edge in edges)
            place += edge <= value ? 1 : 0;
        return place;
    }
}

/// <summary>How far an input has moved from what a version learned from.</summary>
/// <param name="Psi">Population stability index, at least 0.</param>
/// <param name="MissingBefore">Share of unknown values in training, 0 to 1.</param>
public sealed record FeatureDrift(string Feature, double Psi, double MissingBefore, double MissingNow)
{
    /// <summary>From here on an input has moved.</summary>
    public const double Moved = 0.1;

    /// <summary>From here on it is another population.</summary>
    public const double Changed = 0.25;
}
