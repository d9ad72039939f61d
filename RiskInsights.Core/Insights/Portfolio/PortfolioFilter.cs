namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>What a view of the portfolio is restricted to. An empty list restricts nothing.</summary>
public sealed record PortfolioFilter
{
    public required Period Period { get; init; }

    /// <summary>The period to compare with.</summary>
    public required Period Previous { get; init; }

    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Counterparty countries, ISO 3166 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];
}
