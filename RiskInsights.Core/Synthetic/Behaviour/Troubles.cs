using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>What stress costs: bills of a separation or an illness, debts with others that are louder than the bank's.</summary>
internal static class Troubles
{
    /// <summary>Share of the usual income that goes there each month, by stress state.</summary>
    private static readonly double[] Cost = [0, 0.13, 0.03, 0.36];

    public static void Plan(Client client, BankMonth month, PaymentPlan plan)
    {
        ref var random = ref client.Habits;
        int second = month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random);
        double cents = Cost[(int)client.Life.Stress] * client.Traits.Income * random.LogNormal(1, 0.4);
        // The healthy have a bill now and then too.
        if (random.Chance(0.04))
            cents += client.Traits.Income * random.Between(0.1, 0.5);
        if (cents >= 1_00)
            Habit.Transfer(client, plan, second, -(long)cents, MerchantCategories.PrivateTransfer).Rule = PaymentRule.UpTo;
    }
}
