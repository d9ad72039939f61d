using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>A private person's month: what comes in, what is put aside, and how much is there to spend.</summary>
internal static class Household
{
    /// <summary>Spending beside the usual, by stress state: strain is costly, loss of income is felt late.</summary>
    private static readonly double[] StressSpending = [1, 1.35, 0.95, 1.0];

    /// <summary>The least that is spent beside the usual when the balance is low, by stress state: needs do not shrink with income.</summary>
    private static readonly double[] LeastSpending = [0.42, 0.82, 0.70, 0.75];

    public static void Plan(Client client, BankMonth month, PaymentPlan plan)
    {
        ref var random = ref client.Habits;
        double income = client.Traits.Income, balance = client.Accounts[Client.Main].Balance;
        double expected = Earn(client, month, plan);

        // A reserve is aimed at: who has more spends or saves it, who has less holds back, the daring less so.
        // Those paid at the month's end begin it with a full purse, which must last.
        double aim = income * (client.Standing.SalaryDay >= 20 ? 1.45 : 1.0) * PortableMath.Exp(-0.22 * client.Traits.Fragility);
        double restraint = Math.Clamp(0.55 + 0.45 * balance / aim, LeastSpending[(int)client.Life.Stress] + 0.05 * client.Traits.RiskAppetite, 1.5);
        double free = Math.Max(0.2 * income, 0.94 * income - client.FixedCosts);
        double budget = free * restraint * month.Season * StressSpending[(int)client.Life.Stress] * Habit.Fading(client);
        MoveSavings(client, month, plan, balance, aim, expected);
        MoveAway(client, month, plan, balance);
        Troubles.Plan(client, month, plan);
        if (client.Savings < 0 && balance > 3.5 * aim && random.Chance(0.5))
            BuyLarge(client, month, plan, (balance - 2 * aim) * random.Between(0.25, 0.7));
        Shopping.Plan(client, month, plan, budget);
    }

    private static double Earn(Client client, BankMonth month, PaymentPlan plan)
    {
        ref var random = ref client.Habits;
        var standing = client.Standing;
        var stress = client.Life.Stress;
        int lost = stress == StressState.IncomeLost ? client.Life.MonthsInStress : 0;
        if (stress == StressState.IncomeLost)
            client.IncomeLevel = 0.55f;
        else if (stress == StressState.Distressed)
            client.IncomeLevel = Math.Min(client.IncomeLevel, 0.70f);
        else if (stress == StressState.Strained)
            client.IncomeLevel = 0.82f;
        else
            client.IncomeLevel = 1;
        // Another bank opens no account for who is in arrears: whose trouble is serious stays, whatever the attitude.
        bool moves = random.Chance(0.45), returns = random.Chance(0.3);
        client.SalaryElsewhere = stress is StressState.Steady or StressState.Strained
            && (client.SalaryElsewhere ? client.Life.Attitude == AttitudeState.Leaving || !returns : client.Life.Attitude == AttitudeState.Leaving && moves && stress == StressState.Steady);

        bool gap = random.Chance(0.006), paidToTheEnd = random.Chance(0.6);
        // Unpaid leave, a month begun late, hours that fell away: a short month is nothing that only trouble brings.
        double shortened = random.Chance(0.03) ? random.Between(0.6, 0.95) : 1;
        double cents = client.Traits.Income * client.IncomeLevel * shortened * random.LogNormal(1, Math.Min(0.2, 0.03 * PortableMath.Exp(0.6 * client.Traits.Fragility)));
        if (client.SalaryElsewhere || gap || (lost == 1 && !paidToTheEnd) || lost == 2)
            return 0;
        int day = standing.SalaryDay == 0 ? 6 : standing.SalaryDay;
        day = day >= 20 ? month.LastWorkingDayUpTo(day) : month.WorkingDay(day);
        int second = month.Midnight(day) + Clock.Batch(ref random);
        if (standing.SalaryDay > 0 && lost <= 1 && stress != StressState.Distressed && client.IncomeLevel > 0.7)
        {
            // One employer in three pays a thirteenth month.
            if (month.First.Month == 12 && standing.RentDay % 3 == 0)
                cents *= 1.8;
            plan.Add(second, (long)cents, TransactionType.Salary, Channel.System, standing.EmployerCountry, MerchantCategories.Salary);
        }
        else
        {
            // Pensions, grants, benefits; students also live from what their parents send.
            bool parents = client.Traits.Segment == Segment.Student && lost == 0;
            plan.Add(second, (long)cents, TransactionType.Transfer, parents ? Channel.Online : Channel.System, client.Traits.Country, parents ? MerchantCategories.PrivateTransfer : MerchantCategories.Benefits);
        }

        return cents;
    }

    /// <summary>
    /// Savings grow while all is well; trouble lives on them from its first month, and who is about to leave takes them along.
    /// The sound draw on them too when a month was dear.
    /// </summary>
    private static void MoveSavings(Client client, BankMonth month, PaymentPlan plan, double balance, double aim, double expected)
    {
        if (client.Savings < 0)
            return;
        ref var random = ref client.Habits;
        int second = month.Midnight(random.Whole(6, 28)) + Clock.Web(ref random);
        double excess = balance - 1.3 * aim, saved = client.Accounts[client.Savings].Balance;
        bool troubled = client.Life.Stress != StressState.Steady, content = client.Life.Attitude == AttitudeState.Content;
        double drawing = troubled ? 0.85 : client.Life.Attitude == AttitudeState.Leaving ? 0.5 : balance < 0.15 * aim || expected == 0 ? 0.6 : 0.03;
        double putting = troubled ? 0.05 : content ? 0.45 : 0.15;
        if (saved > 50_00 && random.Chance(drawing))
        {
            long cents = Math.Min((long)saved, (long)(aim * random.Between(0.2, 0.7) / 10_00) * 10_00 + 10_00);
            ref var payment = ref Habit.Transfer(client, plan, second, -cents, MerchantCategories.Savings);
            (payment.Slot, payment.Target) = ((byte)client.Savings, Client.Main);
        }
        else if (random.Chance(putting))
        {
            double spare = Math.Max(excess * random.Between(0.3, 0.8), client.Traits.Income * random.Between(0.02, 0.10));
            Habit.Transfer(client, plan, second, -((long)(spare / 10_00) * 10_00 + 10_00), MerchantCategories.Savings).Target = client.Savings;
        }
    }

    /// <summary>Who is about to leave sends what is there to an account at another bank; others do so now and then.</summary>
    private static void MoveAway(Client client, BankMonth month, PaymentPlan plan, double balance)
    {
        ref var random = ref client.Habits;
        bool leaving = client.Life.Attitude == AttitudeState.Leaving, moves = random.Chance(leaving && client.Life.Stress == StressState.Steady ? 0.6 : 0.015);
        double share = random.Between(0.3, 0.8);
        int second = month.Midnight(random.Whole(6, 28)) + Clock.Web(ref random);
        if (moves && balance * share >= 20_00)
            Habit.Transfer(client, plan, second, -(long)(balance * share / 10_00) * 10_00, MerchantCategories.OwnAccount);
    }

    private static void BuyLarge(Client client, BankMonth month, PaymentPlan plan, double cents)
    {
        ref var random = ref client.Habits;
        int second = month.Midnight(month.ShoppingDay(ref random)) + Clock.Shop(ref random);
        byte category = random.Below(3) switch { 0 => MerchantCategories.HomeImprovement, 1 => MerchantCategories.Travel, _ => MerchantCategories.Luxury };
        bool byCard = random.Chance(0.5);
        plan.Add(second, -(long)cents, byCard ? TransactionType.CardPayment : TransactionType.Transfer, byCard ? Channel.Pos : Channel.Online, client.Traits.Country, category);
    }
}
