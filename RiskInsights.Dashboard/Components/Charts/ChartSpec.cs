namespace RiskInsights.Dashboard.Components.Charts;

/// <summary>
/// What is drawn, without saying how: js/chart.js turns it into a drawing in the one style of the dashboard.
/// Colours are names of tokens ("c1", "ref", "accent"), so that a chart follows the theme. Make a new one when the data changes.
/// </summary>
public sealed record ChartSpec
{
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    public ChartAxis X { get; init; } = new();

    public ChartAxis Y { get; init; } = new();

    /// <summary>Further drawings under the main one, on the same x axis, from the top down.</summary>
    public IReadOnlyList<ChartPanel> Panels { get; init; } = [];

    /// <summary>Shaded stretches of the x axis: an outage, the days behind a score.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Straight lines: a limit, the chosen threshold.</summary>
    public IReadOnlyList<ChartRule> Rules { get; init; } = [];

    /// <summary>Words inside the drawing.</summary>
    public IReadOnlyList<ChartNote> Notes { get; init; } = [];

    /// <summary>Many points, read by the browser from an endpoint.</summary>
    public PointCloud? Points { get; init; }

    public ChartHover Hover { get; init; }

    /// <summary>What dragging does.</summary>
    public ChartTool Tool { get; init; }

    /// <summary>Bars grow to the right and the y axis carries names.</summary>
    public bool Horizontal { get; init; }
}

/// <summary>One series, with x and y of the same length.</summary>
/// <param name="Name">Shown in the hover, in the table and as a key in the card's header.</param>
/// <param name="X">Days, numbers or names.</param>
/// <param name="Y">Null is a gap.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<object> X, IReadOnlyList<double?> Y)
{
    public ChartKind Kind { get; init; }

    /// <summary>Name of a colour token.</summary>
    public string Colour { get; init; } = "c1";

    public ChartDash Dash { get; init; }

    /// <summary>Line width in pixels: 2 for the main line, 1.75 for the second, 1.25 for a reference.</summary>
    public double Width { get; init; } = 2;

    /// <summary>Exact values as the hover and the table show them; the number itself by default.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Half the length of vertical error bars.</summary>
    public IReadOnlyList<double>? Errors { get; init; }

    /// <summary>Holds each value until the next.</summary>
    public bool Steps { get; init; }

    /// <summary>Where it is drawn: 0 is the main drawing, 1 the first of <see cref="ChartSpec.Panels"/>.</summary>
    public int Panel { get; init; }

    /// <summary>Look of markers: a plotly symbol (circle, x, diamond-open …).</summary>
    public string Symbol { get; init; } = "circle";

    /// <summary>Words beside markers, as many as there are points; empty for none.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>No hover, no key and no row in the table: a diagonal.</summary>
    public bool Silent { get; init; }

    /// <summary>A line through days.</summary>
    public static ChartSeries Line(string name, IEnumerable<DateOnly> x, IReadOnlyList<double?> y) =>
        new(name, [.. x.Select(d => (object)d)], y);

    /// <summary>A line through numbers.</summary>
    public static ChartSeries Line(string name, IEnumerable<double> x, IEnumerable<double> y) =>
        new(name, [.. x.Select(v => (object)v)], [.. y.Select(v => (double?)v)]);

    /// <summary>A bar per name.</summary>
    public static ChartSeries Bars(string name, IEnumerable<string> x, IReadOnlyList<double?> y) =>
        new(name, [.. x], y) { Kind = ChartKind.Bars };

    /// <summary>Markers at numbers.</summary>
    public static ChartSeries Markers(string name, IEnumerable<double> x, IEnumerable<double> y) =>
        Line(name, x, y) with { Kind = ChartKind.Markers };

    /// <summary>One ring: "you are here".</summary>
    public static ChartSeries Here(string name, double x, double y) =>
        Line(name, [x], [y]) with { Kind = ChartKind.Ring, Colour = "accent" };
}
