using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>A defaulted client's month: the accounts are restricted to income, living costs in cash, and what is collected for the debt.</summary>
internal static class AfterDefault
{
    public static void Plan(Client client, BankMonth month, PaymentPlan plan)
    {
        ref var random = ref client.Habits;
        double income = client.Traits.Income * (client.IsBusiness ? 0.1 : 0.6);
        // Half of them soon have their income paid elsewhere.
        if (client.Index % 2 == 0)
        {
            int second = month.Midnight(month.WorkingDay(6)) + Clock.Batch(ref random);
            plan.Add(second, (long)(income * random.LogNormal(1, 0.05)), TransactionType.Transfer, Channel.System, client.Traits.Country, client.IsBusiness ? MerchantCategories.Sales : MerchantCategories.Benefits);
            long living = (long)(income * random.Between(0.3, 0.6) / 10_00) * 10_00;
            plan.Add(month.Midnight(random.Whole(8, 20)) + Clock.Office(ref random), -living, TransactionType.Cash, Channel.Branch, client.Traits.Country, MerchantCategories.Cash).Rule = PaymentRule.UpTo;
        }

        long owed = client.Loan >= 0 ? -client.Accounts[client.Loan].Balance : 0, rate = (long)(income * 0.25);
        if (owed > 0)
            rate = Math.Min(rate, owed);
        ref var collection = ref plan.Add(month.Midnight(month.WorkingDay(25)) + Clock.Batch(ref random), -rate, owed > 0 ? TransactionType.LoanPayment : TransactionType.Transfer, Channel.System, client.Traits.Country, MerchantCategories.DebtCollection);
        if (owed > 0)
            collection.Target = client.Loan;
    }
}
