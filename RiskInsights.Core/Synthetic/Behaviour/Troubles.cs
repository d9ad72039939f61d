using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>What stress costs: bills of a separation or an illness, debts with others that are louder than the bank's.</summary>
internal static class Troubles
{
    /// <summary>Share of the usual income that goes there each month, by stress state.</summary>
    private static readonly double[] Cost = [0, 0.04, 0.02, 0.10];

    /// <summary>The same for what is repaid to other lenders, forty-nine months in fifty: the bank sees the instalments, not the loan.</summary>
    private static readonly double[] Lent = [0, 0.14, 0.12, 0.36];

    public static void Plan(Client client, BankMonth month, PaymentPlan plan)
    {
        ref var random = ref client.Habits;
        int second = month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random);
        double lent = Lent[(int)client.Life.Stress] * client.Traits.Income * random.LogNormal(1, 0.2);
        bool repays = random.Chance(0.98);
        if (lent >= 1_00 && repays)
        {
            // They collect when the salary has come; where nothing is left, the bank refuses.
            ref var payment = ref plan.Add(Math.Min(Payday(plan) + 20 * 3_600, month.Days * BankMonth.Day - 900), -(long)lent, TransactionType.LoanPayment, Channel.System, client.Traits.Country, MerchantCategories.OtherLenders);
            payment.Rule = PaymentRule.Collection;
        }

        double cents = Cost[(int)client.Life.Stress] * client.Traits.Income * random.LogNormal(1, 0.4);
        // The healthy have a bill now and then too.
        if (random.Chance(0.04))
            cents += client.Traits.Income * random.Between(0.1, 0.5);
        if (cents >= 1_00)
            Habit.Transfer(client, plan, second, -(long)cents, MerchantCategories.PrivateTransfer).Rule = PaymentRule.UpTo;
    }

    /// <summary>The second of the month's largest credit.</summary>
    private static int Payday(PaymentPlan plan)
    {
        long most = 0;
        int second = 0;
        foreach (ref readonly var payment in plan.Payments)
        {
            if (payment.Cents > most)
                (most, second) = (payment.Cents, payment.Second);
        }

        return second;
    }
}
