namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>What the daily aggregate can be split by, in the order of its columns.</summary>
public enum PortfolioDimension
{
    /// <summary>The client's segment.</summary>
    Segment,

    /// <summary>The counterparty's country.</summary>
    Country,
    Channel,
    Type,
}
