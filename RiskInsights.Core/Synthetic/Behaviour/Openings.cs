using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>
/// Opens a client's accounts and enters their first balance, so that each balance is the sum of its transactions:
/// a deposit for those who join, the balance brought forward for those who were there before the history.
/// </summary>
internal sealed class Openings(AccountBook book)
{
    public void Open(Client client, BankMonth month, int second, bool broughtForward)
    {
        ref var random = ref client.Habits;
        var profile = client.Traits.Segment.Profile();
        double income = client.Traits.Income;
        int openedOn = client.JoinedOn;
        bool savings = random.Chance(Engaged(profile.WithSavings, client)), card = random.Chance(Engaged(profile.WithCard, client)), loan = random.Chance(profile.WithLoan);
        double thrift = PortableMath.Exp(-0.35 * client.Traits.RiskAppetite - 0.2 * client.Traits.Fragility);

        long overdraft = RoundTo(income * profile.Overdraft * random.Between(0.4, 1.6), 50_00);
        client.Open(new Account { Type = client.IsBusiness ? AccountType.Business : AccountType.Current, OpenedOn = openedOn, CreditLimit = Math.Max(100_00, overdraft) });
        double share = broughtForward ? client.Life.Stress switch { StressState.Steady => 1.0, StressState.Strained => 0.3, StressState.IncomeLost => 0.15, _ => -0.1 } : 0.4;
        Enter(client, second, Client.Main, Math.Max(10_00 - client.Accounts[0].CreditLimit, (long)(income * share * thrift * random.LogNormal(1, 0.5))), broughtForward);

        if (savings)
        {
            client.Savings = client.Open(new Account { Type = AccountType.Savings, OpenedOn = Later(ref random, openedOn, month, broughtForward), CreditLimit = 0 });
            Enter(client, second, client.Savings, Math.Max(10_00, (long)(income * thrift * random.LogNormal(broughtForward ? 2.5 : 0.3, 1.0))), broughtForward);
        }

        if (card)
            client.Card = client.Open(new Account { Type = AccountType.Card, OpenedOn = Later(ref random, openedOn, month, broughtForward), CreditLimit = Math.Max(300_00, RoundTo(income * random.Between(0.4, 1.2), 100_00)) });
        if (loan && broughtForward)
        {
            int lentOn = Later(ref random, openedOn, month, broughtForward);
            LoanDesk.Open(client, LoanDesk.DrawTerms(client), lentOn);
            ref readonly var account = ref client.Accounts[client.Loan];
            Enter(client, second, client.Loan, -Math.Max(100_00, (long)(account.CreditLimit * random.Between(0.1, 0.98))), broughtForward);
        }
    }

    /// <summary>The engaged have more of the bank's products: 0.6 of log-odds for each standard deviation.</summary>
    private static double Engaged(double share, Client client) =>
        PortableMath.Logistic(PortableMath.Log(share / (1 - share)) + 0.6 * client.Traits.Engagement);

    private static int Later(ref RandomStream random, int openedOn, BankMonth month, bool broughtForward) =>
        broughtForward ? openedOn + random.Below(Math.Max(1, month.First.AddDays(month.From / BankMonth.Day).DayNumber - openedOn)) : openedOn;

    private static long RoundTo(double cents, long step) => (long)(cents / step) * step;

    private void Enter(Client client, int second, int slot, long cents, bool broughtForward)
    {
        var payment = new PlannedPayment
        {
            Second = second,
            Type = broughtForward ? TransactionType.Other : TransactionType.Transfer,
            Channel = broughtForward ? Channel.System : client.Digital > 0.5 ? Channel.Online : Channel.Branch,
            Country = client.Traits.Country,
            Category = MerchantCategories.OpeningBalance,
        };
        book.Enter(payment, slot, cents);
    }
}
