using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Insights.Default;

/// <summary>
/// The inputs of the default model, all from before the as-of date. A feature is one line here. What a client is now
/// (segment, KYC rating) is left out: the warehouse keeps only its newest value, which may have been set by the default.
/// </summary>
internal static class DefaultFeatures
{
    private const string Count = "count";
    private const string Share = "share";
    private const string Ratio = "ratio";
    private const string Money = "money";
    private const string Trend = "trend";

    public static IReadOnlyList<DefaultFeature> All { get; } =
    [
        new("missed_payments_90d", Count, (r, _) => r.MissedPayments90, Root),
        new("missed_payments_365d", Count, (r, _) => r.MissedPayments365, Root),
        new("income_monthly", Money, (r, _) => Units(r.Salary3) / 3, Log),
        new("income_trend", Trend, (r, _) => Quotient(r.Salary3 * 4, r.Salary12), Same),
        new("months_without_income", Count, (r, _) => 6 - r.SalaryMonths6, Same),
        new("spending_to_income", Ratio, (r, _) => Quotient(r.Debit3, r.Credit3), Log),
        new("balance", Money, (r, _) => Units(r.Balance), Log),
        new("balance_change", Money, (r, _) => Units(r.Balance - r.BalanceBefore), Log),
        new("lowest_balance", Money, (r, _) => Units(r.MinimumBalance3), Log),
        new("overdrawn_share", Share, (r, _) => Quotient(r.Overdrawn3, r.Count3), Same),
        new("cash_share", Share, (r, _) => Quotient(r.Cash3, r.Debit3), Same),
        new("foreign_share", Share, (r, _) => Quotient(r.Foreign3, r.Debit3), Same),
        new("digital_share", Share, (r, _) => Quotient(r.Digital3, r.Count3), Same),
        new("transactions_monthly", Count, (r, _) => r.Count3 / 3.0, Log),
        new("activity_trend", Trend, (r, _) => Quotient(r.Count3 * 4, r.Count12), Same),
        new("spending_trend", Trend, (r, _) => Quotient(r.Debit3 * 4, r.Debit12), Same),
        new("fees", Money, (r, _) => Units(r.Fee3), Log),
        new("instalment_to_income", Ratio, (r, _) => Quotient(r.LoanPayment3, r.Credit3), Log),
        new("has_loan", Count, (r, _) => r.LoanPayment12 > 0 ? 1 : 0, Same),
        new("complaints_365d", Count, (r, _) => r.Complaints365, Root),
        new("card_blocks_365d", Count, (r, _) => r.CardBlocks365, Root),
        new("age", "years", (r, asOf) => asOf.Year - r.BirthYear, Same),
        new("tenure", "months", (r, asOf) => r.JoinedOn is { } joined ? (asOf.DayNumber - joined.DayNumber) / 30.44 : null, Log),
    ];

    public static FeatureColumn[] Columns { get; } = FeatureColumn.Numeric([.. All.Select(f => f.Name)]);

    private static double Same(double value) => value;

    private static double Root(double value) => Math.Sqrt(value);

    /// <summary>Keeps the sign: money that reaches over six orders of magnitude becomes comparable.</summary>
    private static double Log(double value) => Math.Sign(value) * Math.Log(1 + Math.Abs(value));

    private static double? Units(long? cents) => cents / 100.0;

    /// <summary>Null when there is nothing to divide by. Capped at 10: beyond, a ratio only says that the base is tiny.</summary>
    private static double? Quotient(long part, long whole) => whole == 0 ? null : Math.Min((double)part / whole, 10);
}
