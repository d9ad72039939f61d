namespace RiskInsights.Core.Ingestion.Events;

/// <summary>One thing that happened to a client or an account.</summary>
internal sealed record EventRecord
{
    public string EventId { get; init; } = "";

    public int ClientKey { get; init; }

    public int? AccountKey { get; init; }

    /// <summary>yyyymmdd.</summary>
    public int DateKey { get; init; }

    public string EventType { get; init; } = "";

    public long? AmountCents { get; init; }
}
