using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Ledger;

/// <summary>Books a client's payments in order of time: the only code that changes a balance.</summary>
internal sealed class AccountBook(MonthJournal journal)
{
    private const double OverdraftRate = 0.11, SavingsRate = 0.018;
    private const long RefusalFee = 12_00;

    /// <summary>Probability that a due payment is forgotten by a client of average carelessness.</summary>
    private const double Forgotten = 0.006;

    /// <summary>Added to it by the stress state, even where the account would cover the payment.</summary>
    private static readonly double[] Withheld = [0, 0.13, 0.13, 0.28];

    private Client _client = null!;
    private BankMonth _month = null!;
    private double _withheld;

    /// <summary>Moments from which nothing more of the client is booked, and before which nothing is.</summary>
    private int _from, _to;

    public void Begin(Client client, BankMonth month, int from, int to)
    {
        (_client, _month, _from, _to) = (client, month, from, to);
        _withheld = Math.Min(0.9, Forgotten * client.Traits.Carelessness + Withheld[(int)client.Life.Stress]);
    }

    public void Book(Span<PlannedPayment> payments)
    {
        foreach (ref var payment in payments)
        {
            if (payment.Second >= _from && payment.Second < _to && _client.Accounts[payment.Slot].IsOpen)
                Settle(ref payment);
        }
    }

    /// <summary>Books without asking the balance: openings, closings, and what the bank itself decides.</summary>
    public void Enter(in PlannedPayment payment, int slot, long cents)
    {
        ref var account = ref _client.Accounts[slot];
        account.Balance += cents;
        journal.Add(new Booking
        {
            Second = payment.Second,
            Client = _client.Index,
            Slot = (byte)slot,
            Cents = cents,
            BalanceAfter = account.Balance,
            Type = payment.Type,
            Channel = payment.Channel,
            Country = payment.Country,
            Category = payment.Category,
            Anomaly = payment.Anomaly,
        });
    }

    public void Note(EventType type, int second, int slot = -1, long cents = 0)
    {
        if (second >= _from && second < _to)
            journal.Add(new ClientEvent { Type = type, Second = second, Client = _client.Index, Slot = (sbyte)slot, Cents = cents });
    }

    /// <summary>Closes an account, whose balance must be zero by now.</summary>
    public void Close(int slot, int second)
    {
        _client.Accounts[slot].ClosedOn = _month.First.DayNumber + second / BankMonth.Day;
        Note(EventType.AccountClosed, second, slot);
    }

    private void Settle(ref PlannedPayment payment)
    {
        ref var account = ref _client.Accounts[payment.Slot];
        switch (payment.Rule)
        {
            case PaymentRule.CardSettlement:
                payment.Cents = _client.Card >= 0 ? _client.Accounts[_client.Card].Balance : 0;
                if (payment.Cents < 0)
                    Demand(ref payment, account);
                return;
            case PaymentRule.Due:
            case PaymentRule.Instalment:
                Demand(ref payment, account);
                return;
            case PaymentRule.OverdraftInterest:
                payment.Cents = account.Balance < 0 ? (long)(account.Balance * (OverdraftRate / 12)) : 0;
                break;
            case PaymentRule.SavingsInterest:
                payment.Cents = (long)(account.Balance * SavingsRate);
                break;
            case PaymentRule.Emptying:
                payment.Cents = -(account.Balance - payment.Cents);
                if (payment.Cents >= 0)
                    return;
                break;
            case PaymentRule.UpTo:
            case PaymentRule.Collection:
                long available = (account.Balance + account.CreditLimit) / 1000 * 900;
                if (available < -payment.Cents / 3)
                {
                    if (payment.Rule == PaymentRule.Collection)
                        Note(EventType.MissedPayment, payment.Second, payment.Slot, -payment.Cents);
                    return;
                }

                payment.Cents = Math.Max(payment.Cents, -available);
                break;
            default:
                break;
        }

        if (payment.Cents != 0 && (payment.Cents > 0 || account.Covers(-payment.Cents)))
            Pay(payment);
    }

    private void Demand(ref PlannedPayment payment, in Account account)
    {
        long wanted = payment.Cents, interest = 0;
        if (payment.Rule == PaymentRule.Instalment)
        {
            if (_client.Loan < 0)
                return;
            long owed = -_client.Accounts[_client.Loan].Balance;
            interest = (long)(owed * (double)_client.LoanRate / 12);
            wanted = -Math.Min(-wanted, owed + interest);
            payment.Cents = wanted;
        }

        bool covered = account.Covers(-wanted);
        if (!covered || _client.Habits.Chance(_withheld))
        {
            int slot = payment.Rule == PaymentRule.Instalment ? _client.Loan : payment.Rule == PaymentRule.CardSettlement ? _client.Card : payment.Slot;
            Note(EventType.MissedPayment, payment.Second, slot, payment.Rule == PaymentRule.CardSettlement ? Math.Max(10_00, -wanted / 10) : -wanted);
            if (!covered && account.Covers(RefusalFee))
            {
                var fee = payment with { Type = TransactionType.Fee, Channel = Channel.System, Category = MerchantCategories.BankFees };
                fee.Country = _client.Traits.Country;
                Enter(fee, payment.Slot, -RefusalFee);
            }
        }
        else if (payment.Rule == PaymentRule.Instalment)
        {
            Enter(payment, payment.Slot, wanted);
            Enter(payment, _client.Loan, -wanted - interest);
            if (_client.Accounts[_client.Loan].Balance == 0)
            {
                Close(_client.Loan, payment.Second);
                _client.Loan = -1;
            }
        }
        else
        {
            Pay(payment);
        }
    }

    private void Pay(in PlannedPayment payment)
    {
        Enter(payment, payment.Slot, payment.Cents);
        if (payment.Target >= 0)
            Enter(payment, payment.Target, -payment.Cents);
    }
}
