using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>Grants loans: consumer loans, or investment loans for businesses, repaid by constant monthly instalments.</summary>
internal static class LoanDesk
{
    private static readonly byte[] Terms = [24, 36, 48, 60, 72];

    private const int LongestTerm = 84;

    /// <summary>A client with a regular month and no loan may take one: about one in seventy a month among the average segment.</summary>
    public static void MayGrant(Client client, BankMonth month, PaymentPlan plan, AccountBook book, int from, int to)
    {
        ref var random = ref client.Habits;
        bool wanted = random.Chance(0.035 * client.Traits.Segment.Profile().WithLoan);
        int second = month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random);
        if (!wanted || client.Loan >= 0 || client.Life.Stress >= StressState.IncomeLost)
            return;
        // Drawn before the moment is asked: what comes before it must not tell that the month will end early.
        var terms = DrawTerms(client);
        if (second < from || second >= to)
            return;
        Open(client, terms, month.First.DayNumber + second / BankMonth.Day);
        long principal = client.Accounts[client.Loan].CreditLimit;
        ref var payment = ref plan.Add(second, principal, TransactionType.Transfer, Channel.System, client.Traits.Country, MerchantCategories.Loan);
        payment.Target = client.Loan;
        book.Note(EventType.LoanGranted, second, client.Loan, principal);
    }

    /// <summary>
    /// Principal, yearly rate and instalment: the annuity principal · r / (1 − (1 + r)⁻ⁿ), r the monthly rate, n the number of
    /// months.
    /// </summary>
    public static LoanTerms DrawTerms(Client client)
    {
        ref var random = ref client.Habits;
        double factor = client.IsBusiness ? random.Between(0.6, 3) : random.Between(1.5, 7);
        long principal = Math.Max(500_00, (long)(client.Traits.Income * factor / 50_000) * 50_000);
        double rate = random.Between(0.03, 0.085), monthly = rate / 12;
        int instalment = Annuity(principal, monthly, Terms[random.Below(Terms.Length)]);
        // No bank lends against more than a quarter of the income when a longer term is to be had.
        if (instalment > client.Traits.Income / 4)
            instalment = Annuity(principal, monthly, LongestTerm);
        return new LoanTerms(principal, (float)rate, instalment);
    }

    public static void Open(Client client, LoanTerms terms, int openedOn)
    {
        client.Loan = client.Open(new Account { Type = AccountType.Loan, OpenedOn = openedOn, CreditLimit = terms.Principal });
        (client.LoanRate, client.LoanInstalment) = (terms.Rate, terms.Instalment);
    }

    private static int Annuity(long principal, double monthlyRate, int months) =>
        (int)(principal * monthlyRate / (1 - PortableMath.Exp(-months * PortableMath.Log(1 + monthlyRate))));
}

/// <param name="Principal">Cents.</param>
/// <param name="Rate">Yearly, a fraction.</param>
/// <param name="Instalment">Cents a month.</param>
internal readonly record struct LoanTerms(long Principal, float Rate, int Instalment);
