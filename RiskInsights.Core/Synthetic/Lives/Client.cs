using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>
/// One client: hidden traits and life, standing obligations, accounts. All that is kept between months. Money is cents
/// a month unless said otherwise; days are day numbers, 0 for "never".
/// </summary>
internal sealed class Client
{
    public const int Main = 0;

    public required int Index { get; init; }

    public required ClientTraits Traits { get; init; }

    public required int JoinedOn { get; init; }

    public HiddenLife Life;

    /// <summary>Drawn from by everything the client does; what befalls it has streams of its own.</summary>
    public RandomStream Habits;

    public int DefaultedOn { get; set; }

    public int LeftOn { get; set; }

    public Account[] Accounts { get; set; } = [];

    /// <summary>Slot of the account in <see cref="Accounts"/>, −1 for none.</summary>
    public sbyte Savings { get; set; } = -1;

    public sbyte Card { get; set; } = -1;

    public sbyte Loan { get; set; } = -1;

    public required StandingPayments Standing { get; init; }

    public int LoanInstalment { get; set; }

    /// <summary>Yearly interest rate of the loan, a fraction.</summary>
    public float LoanRate { get; set; }

    /// <summary>Purchases, withdrawals and transfers in an average month.</summary>
    public required float Purchases { get; init; }

    /// <summary>Share of purchases made on the phone or the web.</summary>
    public required float Digital { get; init; }

    /// <summary>Present income beside the usual, 0 to 1.</summary>
    public float IncomeLevel { get; set; } = 1;

    /// <summary>True while the salary goes to another bank.</summary>
    public bool SalaryElsewhere { get; set; }

    public bool IsBusiness => Traits.Segment.IsBusiness();

    /// <summary>True while default is still possible and departure too.</summary>
    public bool IsObserved => DefaultedOn == 0 && LeftOn == 0;

    public long FixedCosts => Standing.Rent + Standing.Utilities / 2 + Standing.Telecom + Standing.Insurance + Standing.OtherLenders + (Loan >= 0 ? LoanInstalment : 0);

    public sbyte Open(Account account)
    {
        Account[] accounts = [.. Accounts, account];
        Accounts = accounts;
        return (sbyte)(accounts.Length - 1);
    }
}

/// <summary>What is paid or received regularly: cents each time, and the day of the month.</summary>
internal readonly struct StandingPayments
{
    public required int Rent { get; init; }

    public required byte RentDay { get; init; }

    /// <summary>Paid every second month.</summary>
    public required int Utilities { get; init; }

    public required byte UtilitiesDay { get; init; }

    public required int Telecom { get; init; }

    public required byte TelecomDay { get; init; }

    public required int Insurance { get; init; }

    public required byte InsuranceDay { get; init; }

    /// <summary>Otherwise three months at a time.</summary>
    public bool PaysInsuranceMonthly => InsuranceDay % 5 < 2;

    public required byte SalaryDay { get; init; }

    /// <summary>Instalment of a loan of another lender; 0 for the 65 in 100 without one.</summary>
    public required int OtherLenders { get; init; }

    public required byte OtherLendersDay { get; init; }

    /// <summary>Part of the purchases that are withdrawals of cash, 0 to 0.3; some like cash without any trouble.</summary>
    public required float CashShare { get; init; }

    /// <summary>Index of the employer's country in <see cref="Countries.Codes"/>: commuters are paid from abroad.</summary>
    public required byte EmployerCountry { get; init; }
}
