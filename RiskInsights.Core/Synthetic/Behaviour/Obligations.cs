using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>What is due every month, with or without the client's doing: rent, utilities, insurance, instalments, card, fees, interest.</summary>
internal static class Obligations
{
    public static void Plan(Client client, BankMonth month, PaymentPlan plan)
    {
        var standing = client.Standing;
        PlanOrders(client, month, plan);
        if (standing.OtherLenders > 0)
            System(client, month, plan, -standing.OtherLenders, standing.OtherLendersDay, TransactionType.LoanPayment, MerchantCategories.OtherLenders).Rule = PaymentRule.Due;
        if (client.Loan >= 0)
        {
            ref var instalment = ref System(client, month, plan, -client.LoanInstalment, 5, TransactionType.LoanPayment, MerchantCategories.Loan);
            instalment.Rule = PaymentRule.Instalment;
        }

        if (client.Card >= 0)
        {
            ref var settlement = ref System(client, month, plan, -1, 4, TransactionType.DirectDebit, MerchantCategories.CardRepayment);
            (settlement.Rule, settlement.Target) = (PaymentRule.CardSettlement, client.Card);
        }

        if (month.First.Month % 3 == 0 && (client.IsBusiness || standing.RentDay % 2 == 0))
            System(client, month, plan, client.IsBusiness ? -24_00 : -6_00, 2, TransactionType.Fee, MerchantCategories.BankFees);
        if (client.Accounts[Client.Main].Balance < 0)
            LastNight(client, month, plan, PaymentRule.OverdraftInterest, Client.Main);
        if (month.First.Month == 12 && client.Savings >= 0)
            LastNight(client, month, plan, PaymentRule.SavingsInterest, client.Savings);
    }

    /// <summary>Orders follow the salary: who is paid at another bank pays from there as of the month after.</summary>
    private static void PlanOrders(Client client, BankMonth month, PaymentPlan plan)
    {
        if (client.SalaryElsewhere)
            return;
        var standing = client.Standing;
        ref var random = ref client.Habits;
        Due(client, month, plan, standing.Rent, standing.RentDay, MerchantCategories.Rent);
        if ((month.First.Month + client.Index) % 2 == 0)
            Due(client, month, plan, (int)(standing.Utilities * random.Between(0.8, 1.25) * (month.First.Month is 12 or <= 3 ? 1.3 : 0.95)), standing.UtilitiesDay, MerchantCategories.Utilities);
        Due(client, month, plan, standing.Telecom, standing.TelecomDay, MerchantCategories.Telecom);
        if (standing.PaysInsuranceMonthly)
            Due(client, month, plan, standing.Insurance, standing.InsuranceDay, MerchantCategories.Insurance);
        else if ((month.First.Month + client.Index) % 3 == 0)
            Due(client, month, plan, 3 * standing.Insurance, standing.InsuranceDay, MerchantCategories.Insurance);
    }

    private static void Due(Client client, BankMonth month, PaymentPlan plan, int cents, int day, byte category)
    {
        if (cents > 0)
            System(client, month, plan, -cents, day, TransactionType.DirectDebit, category).Rule = PaymentRule.Due;
    }

    private static ref PlannedPayment System(Client client, BankMonth month, PaymentPlan plan, long cents, int day, TransactionType type, byte category)
    {
        int second = month.Midnight(month.WorkingDay(day)) + Clock.Batch(ref client.Habits);
        return ref plan.Add(second, cents, type, Channel.System, client.Traits.Country, category);
    }

    private static void LastNight(Client client, BankMonth month, PaymentPlan plan, PaymentRule rule, int slot)
    {
        ref var interest = ref plan.Add(month.Days * BankMonth.Day - 600, 0, TransactionType.Interest, Channel.System, client.Traits.Country, MerchantCategories.Interest);
        (interest.Rule, interest.Slot) = (rule, (byte)slot);
    }
}
