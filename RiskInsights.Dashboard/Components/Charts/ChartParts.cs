using System.Text.Json.Serialization;

namespace RiskInsights.Dashboard.Components.Charts;

[JsonConverter(typeof(JsonStringEnumConverter<ChartKind>))]
public enum ChartKind
{
    Line,
    Bars,
    Markers,
    Ring,
}

[JsonConverter(typeof(JsonStringEnumConverter<ChartDash>))]
public enum ChartDash
{
    Solid,

    /// <summary>The older version, the second model.</summary>
    Dash,

    /// <summary>A reference: the previous period, a diagonal.</summary>
    Dot,
}

[JsonConverter(typeof(JsonStringEnumConverter<ChartHover>))]
public enum ChartHover
{
    /// <summary>All series at one x.</summary>
    Unified,

    /// <summary>The nearest point.</summary>
    Closest,
}

[JsonConverter(typeof(JsonStringEnumConverter<ChartTool>))]
public enum ChartTool
{
    None,
    Lasso,
    Box,
    Pan,
}

[JsonConverter(typeof(JsonStringEnumConverter<AxisKind>))]
public enum AxisKind
{
    Linear,
    Log,
    Date,

    /// <summary>Names, in the order of the data.</summary>
    Names,
}

/// <summary>An axis. Without ticks of its own, the drawing chooses them.</summary>
public sealed record ChartAxis
{
    public AxisKind Kind { get; init; }

    public string? Title { get; init; }

    /// <summary>Lowest and highest value shown, in the data's unit (not the logarithm); the data's own by default.</summary>
    public double[]? Range { get; init; }

    public IReadOnlyList<double>? Ticks { get; init; }

    public IReadOnlyList<string>? TickTexts { get; init; }

    /// <summary>Format of ticks and hover in plotly's notation, where there are no texts: ".0%", "%-d %b".</summary>
    public string? Format { get; init; }

    /// <summary>Lines across at the ticks; wanted on y, and on x where x is read too.</summary>
    public bool? Grid { get; init; }

    public bool HideLabels { get; init; }

    /// <summary>Room for the labels in pixels, where something outside shares the other axis; as much as they need by default.</summary>
    public int? Room { get; init; }

    /// <summary>Bars begin at zero; lines may not.</summary>
    public bool FromZero { get; init; }
}

/// <summary>A drawing under the main one. Both places are shares of the height, from the bottom, 0 to 1.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="To">Its upper end; the main drawing begins a little above the highest of them.</param>
public sealed record ChartPanel(ChartAxis Y, double From, double To);

/// <summary>A shaded stretch with one line of text above it.</summary>
public sealed record ChartBand(object From, object To, string? Text = null)
{
    public string Colour { get; init; } = "border-soft";

    /// <summary>Along the y axis instead: everything above a limit.</summary>
    public bool AlongY { get; init; }

    public double Opacity { get; init; } = 1;
}

/// <summary>A line across the drawing at a value.</summary>
public sealed record ChartRule(double At, string? Text = null)
{
    /// <summary>Vertical lines stand at an x.</summary>
    public bool Vertical { get; init; }

    public string Colour { get; init; } = "text-3";

    public ChartDash Dash { get; init; } = ChartDash.Dash;

    /// <summary>The text stands before the line instead of after it.</summary>
    public bool TextBefore { get; init; }

    public bool Strong { get; init; }

    /// <summary>The drawing that a horizontal line crosses: 0 is the main one.</summary>
    public int Panel { get; init; }
}

/// <summary>Words at a place of the data. Never markup: the text is shown as it is.</summary>
public sealed record ChartNote(object X, object Y, string Text)
{
    public string Colour { get; init; } = "text-2";

    public bool Strong { get; init; }
}
