using RiskInsights.Core.Ingestion.Accounts;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>A booked transaction as millions of them pass: codes are indexes into their tables, the account is at hand.</summary>
internal readonly record struct TransactionRecord
{
    public long TransactionId { get; init; }

    public AccountEntry Account { get; init; }

    /// <summary>yyyymmdd.</summary>
    public int DateKey { get; init; }

    public int SecondOfDay { get; init; }

    /// <summary>Credit above zero, debit below.</summary>
    public long AmountCents { get; init; }

    public byte Type { get; init; }

    public byte Channel { get; init; }

    public ushort CounterpartyCountry { get; init; }

    /// <summary>Position in the load's list of categories, 0 for none.</summary>
    public short MerchantCategory { get; init; }

    public long? BalanceAfterCents { get; init; }
}
