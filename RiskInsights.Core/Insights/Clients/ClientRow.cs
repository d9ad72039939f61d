namespace RiskInsights.Core.Insights.Clients;

/// <summary>A client as the bank describes it.</summary>
public sealed record ClientRow
{
    public int ClientKey { get; init; }

    /// <summary>Pseudonym.</summary>
    public string ClientId { get; init; } = "";

    public string Segment { get; init; } = "";

    /// <summary>ISO 3166 alpha-2.</summary>
    public string Country { get; init; } = "";

    public string? Region { get; init; }

    /// <summary><c>verified</c>, <c>pending</c>, <c>expired</c> or <c>refused</c>.</summary>
    public string KycStatus { get; init; } = "";

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string KycRiskRating { get; init; } = "";

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? LeftOn { get; init; }
}
