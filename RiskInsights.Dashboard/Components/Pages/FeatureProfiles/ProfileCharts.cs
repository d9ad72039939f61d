using Microsoft.Extensions.Localization;
using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.FeatureProfiles;

/// <summary>What the drawings of a feature hold.</summary>
internal sealed class ProfileCharts(
    ModelRecipe recipe, FeatureExploration content, ExploredFeature feature, string currency, IStringLocalizer<Texts> texts, Formats format)
{
    /// <summary>Value → share of the rows of each outcome.</summary>
    public ChartSpec Distribution()
    {
        IReadOnlyList<HistogramBar> bars = HasMissing ? [.. feature.Histogram, feature.MissingBar] : feature.Histogram;
        string[] names = [.. feature.Histogram.Select(NameOf), .. HasMissing ? new[] { texts["Explore.Missing"].Value } : []];
        return new ChartSpec
        {
            Series =
            [
                Shares(texts.Of(recipe, "Matrix.Paid"), names, bars, b => b.Zeros) with { Colour = "c1" },
                Shares(texts.Of(recipe, "Matrix.Defaulted"), names, bars, b => b.Ones) with { Colour = "c2" },
            ],
            X = new ChartAxis { Kind = AxisKind.Names, Title = texts["Explore.Value"] },
            Y = new ChartAxis { FromZero = true, Format = ".0%" },
        };
    }

    /// <summary>Bin → bad rate, and under it the weight of evidence.</summary>
    public ChartSpec Bins()
    {
        var bins = feature.Bins.Where(b => b.Rows > 0).ToList();
        string[] names = [.. bins.Select(NameOf)];
        return new ChartSpec
        {
            Series =
            [
                ChartSeries.Bars(texts["Explore.Rate"], names, [.. bins.Select(b => b.BadRate)]) with { Colour = "c2", Texts = [.. bins.Select(b => format.Percent(b.BadRate, 2))] },
                ChartSeries.Bars(texts["Explore.Woe"], names, [.. bins.Select(b => (double?)b.Woe)]) with { Colour = "c1", Panel = 1, Texts = [.. bins.Select(b => format.Number(b.Woe, 3))] },
            ],
            X = new ChartAxis { Kind = AxisKind.Names, Title = texts["Explore.Bin"] },
            Y = new ChartAxis { FromZero = true, Format = ".1%" },
            Panels = [new ChartPanel(new ChartAxis { FromZero = true }, 0, 0.36)],
            Rules = [new ChartRule((double)content.Positives / content.Rows, texts["Explore.Average"]), new ChartRule(0) { Panel = 1, Dash = ChartDash.Solid }],
        };
    }

    /// <summary>As-of date → mean of the feature, and under it the bad rate.</summary>
    public ChartSpec Trend()
    {
        var dates = content.Dates.Select(d => d.Date).ToList();
        double?[] rates = [.. content.Dates.Select(d => d.Rows == 0 ? null : (double?)d.Positives / d.Rows)];
        return new ChartSpec
        {
            Series =
            [
                ChartSeries.Line(texts["Explore.Mean"], dates, feature.Means) with { Texts = [.. feature.Means.Select(m => Value(m))] },
                ChartSeries.Line(texts["Explore.Rate"], dates, rates) with { Colour = "c2", Panel = 1, Texts = [.. rates.Select(r => format.Percent(r, 2))] },
            ],
            X = new ChartAxis { Kind = AxisKind.Date },
            Panels = [new ChartPanel(new ChartAxis { FromZero = true, Format = ".1%" }, 0, 0.42)],
        };
    }

    /// <summary>The bin in words, its numbers in the feature's unit.</summary>
    public string NameOf(Bin bin) => bin switch
    {
        { Kind: BinKind.Missing } => texts["Explore.Missing"],
        { Kind: BinKind.Categories } => string.Join(", ", bin.Categories),
        { Lower: null, Upper: null } => texts["Explore.AnyValue"],
        { Lower: null, Upper: { } upper } => "< " + Value(upper),
        { Lower: { } lower, Upper: null } => "≥ " + Value(lower),
        { Lower: { } lower, Upper: { } upper } => texts["Explore.Between", Value(lower), Value(upper)],
    };

    private bool HasMissing => feature.MissingBar.Zeros + feature.MissingBar.Ones > 0;

    private string NameOf(HistogramBar bar, int place) => bar.From == bar.To ? Value(bar.From)
        : place == 0 ? "≤ " + Value(bar.To)
        : place == feature.Histogram.Count - 1 ? "≥ " + Value(bar.From)
        : texts["Explore.Between", Value(bar.From), Value(bar.To)];

    private ChartSeries Shares(string name, string[] names, IReadOnlyList<HistogramBar> bars, Func<HistogramBar, int> count)
    {
        var all = feature.Histogram.Sum(count) + count(feature.MissingBar);
        double?[] shares = [.. bars.Select(b => all == 0 ? null : (double?)count(b) / all)];
        return ChartSeries.Bars(name, names, shares) with { Texts = [.. shares.Select(s => format.Percent(s, 2))] };
    }

    // What an older program stored may have a feature that the recipe has no longer.
    private string? Unit => recipe.Features.FirstOrDefault(f => string.Equals(f.Name, feature.Name, StringComparison.Ordinal))?.Unit;

    private string Value(double? value) => Unit switch
    {
        FeatureUnit.Share => format.Percent(value, 1),
        FeatureUnit.Money => format.Money(value is { } amount ? (decimal)amount : null, currency, 0),
        FeatureUnit.Ratio or FeatureUnit.Trend => format.Number(value, 2),
        _ => format.Number(value, value is { } number && number != Math.Floor(number) ? 2 : 0),
    };
}
