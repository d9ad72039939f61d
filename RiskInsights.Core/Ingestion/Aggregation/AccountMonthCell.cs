using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>One account's month: what <c>agg_account_month</c> holds, in a form that grows row by row in any order.</summary>
internal struct AccountMonthCell
{
    public static readonly byte Cash = Codes.TransactionTypes.IndexOf("cash");
    public static readonly byte Salary = Codes.TransactionTypes.IndexOf("salary");
    public static readonly byte LoanPayment = Codes.TransactionTypes.IndexOf("loan_payment");
    public static readonly byte Fee = Codes.TransactionTypes.IndexOf("fee");
    public static readonly byte Mobile = Codes.Channels.IndexOf("mobile");
    public static readonly byte Online = Codes.Channels.IndexOf("online");
    public static readonly byte CardPayment = Codes.TransactionTypes.IndexOf("card_payment");
    public static readonly byte Transfer = Codes.TransactionTypes.IndexOf("transfer");
    public static readonly byte Other = Codes.TransactionTypes.IndexOf("other");
    public static readonly byte SystemChannel = Codes.Channels.IndexOf("system");

    private const int SecondsADay = 86_400;

    public int ClientKey;
    public int Transactions;
    public int Debits;
    public int Digital;
    public int Overdrawn;
    public int ActiveDays;
    public int InitiatedDays;

    /// <summary>Of the month: when the transaction was booked that the closing balance comes from.</summary>
    public int ClosingSecond;
    public bool HasBalance;
    public long DebitCents;
    public long CreditCents;
    public long CashDebitCents;
    public long ForeignDebitCents;
    public long SalaryCents;
    public long LoanPaymentCents;
    public long FeeCents;
    public long ClosingId;
    public long ClosingBalance;
    public long MinimumBalance;

    public void Add(in TransactionRecord row)
    {
        var isFirst = Transactions == 0;
        ClientKey = row.Account.ClientKey;
        Transactions++;
        var day = 1 << ((row.DateKey % 100) - 1);
        ActiveDays |= day;
        InitiatedDays |= IsInitiated(row) ? day : 0;
        Digital += row.Channel == Mobile || row.Channel == Online ? 1 : 0;
        AddAmount(row);
        AddBalance(row, isFirst);
    }

    /// <summary>Whether the client did it: paid by card, moved cash, sent money. Not what an order or the bank does by itself.</summary>
    private static bool IsInitiated(in TransactionRecord row) =>
        row.Channel != SystemChannel
        && (row.Type == CardPayment || row.Type == Cash || (row.AmountCents < 0 && (row.Type == Transfer || row.Type == Other)));

    private void AddAmount(in TransactionRecord row)
    {
        SalaryCents += row.Type == Salary ? row.AmountCents : 0;
        if (row.AmountCents >= 0)
        {
            CreditCents += row.AmountCents;
            return;
        }

        var debit = -row.AmountCents;
        Debits++;
        DebitCents += debit;
        CashDebitCents += row.Type == Cash ? debit : 0;
        LoanPaymentCents += row.Type == LoanPayment ? debit : 0;
        FeeCents += row.Type == Fee ? debit : 0;
        ForeignDebitCents += row.CounterpartyCountry != row.Account.Country ? debit : 0;
    }

    // The closing balance comes from the latest transaction that gives one; without any, the latest transaction stands there.
    private void AddBalance(in TransactionRecord row, bool isFirst)
    {
        var balance = row.BalanceAfterCents;
        var second = (((row.DateKey % 100) - 1) * SecondsADay) + row.SecondOfDay;
        var isLater = second > ClosingSecond || (second == ClosingSecond && row.TransactionId > ClosingId);
        if (isFirst || (balance is not null && !HasBalance) || (isLater && (balance is not null || !HasBalance)))
            (ClosingSecond, ClosingId, ClosingBalance) = (second, row.TransactionId, balance ?? 0);
        if (balance is not { } known)
            return;
        MinimumBalance = HasBalance ? Math.Min(MinimumBalance, known) : known;
        HasBalance = true;
        Overdrawn += known < 0 ? 1 : 0;
    }
}
