namespace RiskInsights.Dashboard.Components.Charts;

/// <summary>
/// Many points, too many to pass through the page's connection: the browser reads them from <paramref name="Url"/>
/// as written by <see cref="PointFeed"/>. A point's group is its state; state 0 is split at <see cref="Limit"/>.
/// </summary>
/// <param name="Url">Address of the feed. The same address is read once.</param>
public sealed record PointCloud(string Url)
{
    /// <summary>Score from which points of state 0 count as open instead of normal.</summary>
    public double Limit { get; init; } = 1;

    /// <summary>Look of each state, by number; the first is for points under the limit, the second for those above.</summary>
    public IReadOnlyList<PointGroup> Groups { get; init; } = [];

    /// <summary>Range of scores that the colours span.</summary>
    public double[] ScoreRange { get; init; } = [0, 1];
}

/// <summary>Look of the points of one group.</summary>
/// <param name="Name">Shown in the hover.</param>
public sealed record PointGroup(string Name)
{
    public string Colour { get; init; } = "point-muted";

    /// <summary>Coloured by score, from seq3 to seq7, instead of <see cref="Colour"/>.</summary>
    public bool ByScore { get; init; }

    /// <summary>A plotly symbol: circle, circle-open, diamond-open …</summary>
    public string Symbol { get; init; } = "circle";

    public double Size { get; init; } = 7;

    public double Opacity { get; init; } = 1;

    /// <summary>The four groups of the anomaly explorer, in the order of <see cref="PointState"/> after normal.</summary>
    public static IReadOnlyList<PointGroup> ForVerdicts(string normal, string open, string flagged, string cleared, string watched) =>
    [
        new(normal) { Size = 3.5, Opacity = 0.75 },
        new(open) { ByScore = true, Opacity = 0.92 },
        new(flagged) { Symbol = "diamond-open", Colour = "text", Size = 10 },
        new(cleared) { Symbol = "circle-open", Colour = "low", Size = 8 },
        new(watched) { Symbol = "square-open", Colour = "info", Size = 9 },
    ];
}

/// <summary>What is known about a point: nothing yet, or a verdict.</summary>
public enum PointState : byte
{
    /// <summary>Drawn as normal under the limit, as open above it.</summary>
    Undecided = 0,
    Flagged = 2,
    Cleared = 3,
    Watched = 4,
}
