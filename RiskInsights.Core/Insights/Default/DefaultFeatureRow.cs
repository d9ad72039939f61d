namespace RiskInsights.Core.Insights.Default;

/// <summary>What is known of one client before a date. Sums run over the calendar months before it; money in cents.</summary>
internal sealed record DefaultFeatureRow
{
    public int ClientKey { get; init; }

    public int? BirthYear { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public long Salary3 { get; init; }

    public long Salary12 { get; init; }

    public long Credit3 { get; init; }

    public long Debit3 { get; init; }

    public long Credit12 { get; init; }

    public long Debit12 { get; init; }

    public long Cash3 { get; init; }

    public long Foreign3 { get; init; }

    public long LoanPayment3 { get; init; }

    public long LoanPayment12 { get; init; }

    public long Fee3 { get; init; }

    public long Count3 { get; init; }

    public long Count12 { get; init; }

    public long Digital3 { get; init; }

    public long Overdrawn3 { get; init; }

    public long? MinimumBalance3 { get; init; }

    public int SalaryMonths6 { get; init; }

    public long? Balance { get; init; }

    public long? BalanceBefore { get; init; }

    public int MissedPayments90 { get; init; }

    public int MissedPayments365 { get; init; }

    public int Complaints365 { get; init; }

    public int CardBlocks365 { get; init; }
}
