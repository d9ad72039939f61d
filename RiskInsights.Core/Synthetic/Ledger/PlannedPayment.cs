using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Ledger;

/// <summary>What happens when a planned payment's moment comes.</summary>
internal enum PaymentRule : byte
{
    /// <summary>Booked when the balance covers it, otherwise it does not take place.</summary>
    IfCovered,

    /// <summary>An obligation: when the balance does not cover it, or the client withholds it, it is a missed payment.</summary>
    Due,

    /// <summary>A loan's instalment: due, and what is paid beyond the month's interest reduces the loan.</summary>
    Instalment,

    /// <summary>Settles the credit card: due, the amount is what is owed on the card at that moment.</summary>
    CardSettlement,

    /// <summary>Interest on an overdraft, computed on the balance at that moment.</summary>
    OverdraftInterest,

    /// <summary>Interest on savings, computed on the balance at that moment.</summary>
    SavingsInterest,

    /// <summary>Takes all but a small rest; the amount is the rest.</summary>
    Emptying,

    /// <summary>Takes the amount or nine tenths of what is available, and is dropped when that is less than a third of it.</summary>
    UpTo,

    /// <summary>As <see cref="UpTo"/>, but due: dropped, it is a missed payment.</summary>
    Collection,
}

/// <summary>A movement that a client's month plans. It is booked or refused in order of time, when the balance is known.</summary>
internal struct PlannedPayment
{
    /// <summary>Seconds since the month's first midnight.</summary>
    public int Second;

    /// <summary>Signed cents on the account of <see cref="Slot"/>: credit is positive.</summary>
    public long Cents;

    public byte Slot;

    /// <summary>Slot of the client's own account that takes the opposite amount; −1 when the counterparty is somebody else.</summary>
    public sbyte Target;

    public TransactionType Type;

    public Channel Channel;

    /// <summary>Index into <see cref="Countries.Codes"/>.</summary>
    public byte Country;

    /// <summary>Index into <see cref="MerchantCategories.Codes"/>.</summary>
    public byte Category;

    public PaymentRule Rule;

    public AnomalyKind Anomaly;
}

/// <summary>One client's plan for one month.</summary>
internal sealed class PaymentPlan
{
    private PlannedPayment[] _payments = new PlannedPayment[128];

    public int Count { get; private set; }

    public Span<PlannedPayment> Payments => _payments.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Appends a payment of the main account to a counterparty of the same country; the caller may change the rest.</summary>
    public ref PlannedPayment Add(int second, long cents, TransactionType type, Channel channel, byte country, byte category)
    {
        if (Count == _payments.Length)
            Array.Resize(ref _payments, Count * 2);
        ref var payment = ref _payments[Count++];
        payment = new PlannedPayment { Second = second, Cents = cents, Target = -1, Type = type, Channel = channel, Country = country, Category = category };
        return ref payment;
    }

    /// <summary>Orders by time; payments of the same second keep the order in which they were planned.</summary>
    public void Sort()
    {
        var payments = _payments;
        for (int i = 1; i < Count; i++)
        {
            var payment = payments[i];
            int j = i;
            for (; j > 0 && payments[j - 1].Second > payment.Second; j--)
                payments[j] = payments[j - 1];
            payments[j] = payment;
        }
    }
}
