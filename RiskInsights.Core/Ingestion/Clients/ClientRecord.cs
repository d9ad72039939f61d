namespace RiskInsights.Core.Ingestion.Clients;

/// <summary>A client as the warehouse may know one.</summary>
internal sealed record ClientRecord
{
    /// <summary>The pseudonym.</summary>
    public string ClientId { get; init; } = "";

    public string Segment { get; init; } = "";

    public string Country { get; init; } = "";

    public string? Region { get; init; }

    public int? BirthYear { get; init; }

    public string KycStatus { get; init; } = "";

    public string KycRiskRating { get; init; } = "";

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? LeftOn { get; init; }
}
