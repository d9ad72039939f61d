using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>A business's month: sales, suppliers, payroll, taxes, and what its people buy by card.</summary>
internal static class BusinessMonth
{
    private static readonly double[] StressSales = [1, 0.78, 0.5, 0.60];

    private static readonly double[] LeastSpending = [0.35, 0.75, 0.60, 0.70];

    public static void Plan(Client client, BankMonth month, PaymentPlan plan)
    {
        ref var random = ref client.Habits;
        double turnover = client.Traits.Income, balance = client.Accounts[Client.Main].Balance, fading = Habit.Fading(client);
        double sales = turnover * StressSales[(int)client.Life.Stress] * fading * (month.IsSummer ? 0.85 : 1.03) * random.LogNormal(1, Math.Min(0.3, 0.08 * PortableMath.Exp(0.5 * client.Traits.Fragility)));
        // Suppliers can be asked to wait, and stocks are bought when there is money.
        double restraint = Math.Clamp(0.7 + 0.3 * balance / (0.6 * turnover), LeastSpending[(int)client.Life.Stress], 1.6);
        bool takesCash = client.Traits.Segment == Segment.SmallBusiness && client.Standing.RentDay <= 2;
        bool employs = client.Traits.Segment == Segment.Corporate || client.Standing.TelecomDay % 2 == 0;

        Sell(client, month, plan, sales, takesCash);
        if (employs)
            Due(client, month, plan, turnover * 0.20 * fading, month.LastWorkingDayUpTo(28), TransactionType.Transfer, MerchantCategories.Payroll);
        if (month.First.Month % 3 == 1)
            Due(client, month, plan, turnover * 0.15 * fading, month.WorkingDay(15), TransactionType.DirectDebit, MerchantCategories.Taxes);
        int suppliers = 1 + random.Poisson(client.Purchases * 0.25 * fading);
        double forSuppliers = Math.Max(0.1 * turnover, turnover * (employs ? 0.52 : 0.68) - client.FixedCosts) * restraint * fading;
        for (int i = 0; i < suppliers; i++)
        {
            long cents = (long)(forSuppliers / suppliers * random.LogNormal(0.9, 0.45));
            ref var payment = ref Habit.Transfer(client, plan, month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random), -cents, MerchantCategories.Suppliers);
            if (random.Chance(0.12))
                payment.Country = (byte)random.Below(Countries.FirstRare);
        }

        Troubles.Plan(client, month, plan);
        Shopping.Plan(client, month, plan, turnover * 0.09 * restraint * fading);
    }

    private static void Sell(Client client, BankMonth month, PaymentPlan plan, double sales, bool takesCash)
    {
        ref var random = ref client.Habits;
        int invoices = 2 + random.Poisson(client.Purchases * 0.3);
        for (int i = 0; i < invoices; i++)
        {
            int second = month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random);
            double cents = sales / invoices * random.LogNormal(0.96, 0.3);
            if (takesCash && random.Chance(0.4))
                plan.Add(second, (long)(cents / 10_00) * 10_00, TransactionType.Cash, Channel.Branch, client.Traits.Country, MerchantCategories.Cash);
            else
                plan.Add(second, (long)cents, TransactionType.Transfer, Channel.Online, random.Chance(0.1) ? (byte)random.Below(Countries.FirstRare) : client.Traits.Country, MerchantCategories.Sales);
        }
    }

    private static void Due(Client client, BankMonth month, PaymentPlan plan, double cents, int day, TransactionType type, byte category)
    {
        int second = month.Midnight(day) + Clock.Batch(ref client.Habits);
        plan.Add(second, -(long)cents, type, Channel.System, client.Traits.Country, category).Rule = PaymentRule.Due;
    }
}
