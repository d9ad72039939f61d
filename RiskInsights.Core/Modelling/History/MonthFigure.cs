namespace RiskInsights.Core.Modelling.History;

/// <summary>What is summed up of a client's month, over all accounts unless said otherwise. Money in cents, debits as positive amounts.</summary>
public enum MonthFigure
{
    TransactionCount,
    DebitCount,
    DebitCents,
    CreditCents,
    CashDebitCents,

    /// <summary>Debits whose counterparty sits in another country than the client.</summary>
    ForeignDebitCents,
    SalaryCents,
    LoanPaymentCents,
    FeeCents,

    /// <summary>Transactions by mobile or online.</summary>
    DigitalCount,

    /// <summary>Transactions that left a balance below zero.</summary>
    OverdrawnCount,

    /// <summary>Distinct days of an account on which the client did something: paid by card, moved cash, sent money.</summary>
    InitiatedDays,

    /// <summary>Debits of current and business accounts.</summary>
    MainDebitCents,

    /// <summary>Credits of current and business accounts.</summary>
    MainCreditCents,

    /// <summary>What left savings accounts.</summary>
    SavingsDebitCents,

    /// <summary>What was put on savings accounts.</summary>
    SavingsCreditCents,
}
