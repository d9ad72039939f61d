using RiskInsights.Core.Synthetic.Ledger;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>One account and its balance. Money is cents; days are day numbers (<see cref="DateOnly.DayNumber"/>).</summary>
internal struct Account
{
    public required AccountType Type { get; init; }

    public required int OpenedOn { get; init; }

    /// <summary>0 while open.</summary>
    public int ClosedOn { get; set; }

    /// <summary>How far below zero the balance may go: the overdraft, the card's limit, the loan's principal.</summary>
    public required long CreditLimit { get; init; }

    public long Balance { get; set; }

    public readonly bool IsOpen => ClosedOn == 0;

    public readonly bool Covers(long debit) => Balance - debit >= -CreditLimit;
}
