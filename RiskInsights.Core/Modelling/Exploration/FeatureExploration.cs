using System.Text.Json;
using RiskInsights.Core.MachineLearning.Binning;

namespace RiskInsights.Core.Modelling.Exploration;

/// <summary>What the training rows of a recipe look like, feature by feature. Counts of outcomes and correlations are those of a sample.</summary>
public sealed record FeatureExploration
{
    /// <summary>Most rows of the sample: more would change no picture.</summary>
    public const int MostSampled = 50_000;

    /// <summary>Training rows: client × as-of date. The out-of-time test is not looked at.</summary>
    public required int Rows { get; init; }

    /// <summary>Those with label 1.</summary>
    public required int Positives { get; init; }

    /// <summary>Rows of the sample, in which both outcomes have the share that they have among all rows.</summary>
    public required int Sampled { get; init; }

    public required IReadOnlyList<ExploredDate> Dates { get; init; }

    /// <summary>In the order of the recipe.</summary>
    public required IReadOnlyList<ExploredFeature> Features { get; init; }

    /// <summary>Spearman's rank correlation of every pair, in the order of <see cref="Features"/>; null where there is none.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Correlations { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static FeatureExploration FromJson(string json) => JsonSerializer.Deserialize<FeatureExploration>(json)!;

    /// <summary>Null when there is no such feature: a name from a URL.</summary>
    public ExploredFeature? Find(string? name) => Features.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal));

    /// <summary>The one with the highest information value.</summary>
    public ExploredFeature MostTelling() => Features.OrderByDescending(f => f.InformationValue).First();

    /// <summary>Spearman's rank correlation of two features; null where there is none.</summary>
    public double? Correlation(ExploredFeature a, ExploredFeature b) => Correlations[IndexOf(a)][IndexOf(b)];

    private int IndexOf(ExploredFeature feature) => Features.Select((f, i) => (f, i)).First(p => p.f == feature).i;
}

/// <param name="Rows">Clients of the population on the date.</param>
/// <param name="Positives">Those with label 1.</param>
public sealed record ExploredDate(DateOnly Date, int Rows, int Positives);

/// <summary>One feature.</summary>
/// <param name="InformationValue">Σ over the bins; null where the feature has no value at all.</param>
/// <param name="Missing">Share of all rows without a value, 0 to 1.</param>
/// <param name="Auc">Of the feature alone, in its better direction or by bins, 0.5 to 1.</param>
/// <param name="Histogram">Sampled rows by value and outcome, ascending; missing values apart.</param>
/// <param name="Bins">As a scorecard would cut it, missing values last; empty where the feature has no value at all.</param>
/// <param name="Means">Of the values on each date of <see cref="FeatureExploration.Dates"/>; null where there is none.</param>
public sealed record ExploredFeature(
    string Name, double? InformationValue, double Missing, double Auc, IReadOnlyList<HistogramBar> Histogram, HistogramBar MissingBar, IReadOnlyList<Bin> Bins,
    IReadOnlyList<double?> Means);

/// <summary>Rows with a value from one number to below another, to the other itself for whole numbers.</summary>
/// <param name="From">The lowest value; of the first bar, whatever lies below is in it too.</param>
/// <param name="To">Equal to <paramref name="From"/> for a single value; of the last bar, whatever lies above is in it too.</param>
/// <param name="Zeros">Rows with label 0.</param>
/// <param name="Ones">Rows with label 1.</param>
public sealed record HistogramBar(double From, double To, int Zeros, int Ones);

/// <summary>An exploration as it was stored.</summary>
/// <param name="IsStale">Whether data was loaded since.</param>
public sealed record StoredExploration(FeatureExploration Content, DateTimeOffset ComputedAt, bool IsStale);
