namespace RiskInsights.Core.Synthetic.Ledger;

internal enum AccountType : byte { Current, Savings, Card, Loan, Business }

internal enum TransactionType : byte { CardPayment, Transfer, DirectDebit, LoanPayment, Cash, Salary, Fee, Interest, Other }

internal enum Channel : byte { Mobile, Online, Branch, Atm, Pos, System, Unknown }

internal enum EventType : byte { MissedPayment, Default, AccountClosed, KycReview, Complaint, CardBlocked, LoanGranted }

internal enum AnomalyKind : byte { None, AccountTakeover, CashStructuring, UnusualAmount, SalaryEmptying, RoundAmounts }

/// <summary>The words that the canonical files use for the codes, as UTF-8, in the order of the enumerations.</summary>
internal static class Codes
{
    public static readonly byte[][] AccountTypes = ["current"u8.ToArray(), "savings"u8.ToArray(), "card"u8.ToArray(), "loan"u8.ToArray(), "business"u8.ToArray()];

    public static readonly byte[][] TransactionTypes =
    [
        "card_payment"u8.ToArray(), "transfer"u8.ToArray(), "direct_debit"u8.ToArray(), "loan_payment"u8.ToArray(), "cash"u8.ToArray(),
        "salary"u8.ToArray(), "fee"u8.ToArray(), "interest"u8.ToArray(), "other"u8.ToArray(),
    ];

    public static readonly byte[][] Channels =
    [
        "mobile"u8.ToArray(), "online"u8.ToArray(), "branch"u8.ToArray(), "atm"u8.ToArray(), "pos"u8.ToArray(), "system"u8.ToArray(), "unknown"u8.ToArray(),
    ];

    public static readonly byte[][] EventTypes =
    [
        "missed_payment"u8.ToArray(), "default_90dpd"u8.ToArray(), "account_closed"u8.ToArray(), "kyc_review"u8.ToArray(),
        "complaint"u8.ToArray(), "card_blocked"u8.ToArray(), "loan_granted"u8.ToArray(),
    ];

    public static readonly byte[][] AnomalyKinds =
    [
        "none"u8.ToArray(), "account_takeover"u8.ToArray(), "cash_structuring"u8.ToArray(), "unusual_amount"u8.ToArray(),
        "salary_emptying"u8.ToArray(), "round_amounts"u8.ToArray(),
    ];
}
