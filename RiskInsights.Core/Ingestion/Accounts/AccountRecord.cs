namespace RiskInsights.Core.Ingestion.Accounts;

/// <summary>An account.</summary>
internal sealed record AccountRecord
{
    public string AccountId { get; init; } = "";

    public int ClientKey { get; init; }

    public string AccountType { get; init; } = "";

    public string Currency { get; init; } = "";

    public DateOnly OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public long? CreditLimitCents { get; init; }
}
