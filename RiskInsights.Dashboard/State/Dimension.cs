namespace RiskInsights.Dashboard.State;

/// <summary>What rows can be filtered by, on every page.</summary>
public enum Dimension
{
    Segment,
    Channel,
    Type,
    Country,
}

/// <summary>The values kept of one dimension, in the order in which they were chosen.</summary>
public sealed record Selection(Dimension Dimension, IReadOnlyList<string> Values);

/// <summary>What a figure is compared with.</summary>
public enum Comparison
{
    Previous,
    YearBefore,
    None,
}
