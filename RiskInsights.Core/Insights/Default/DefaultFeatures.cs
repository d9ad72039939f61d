using RiskInsights.Core.Modelling.Recipes;
using static RiskInsights.Core.Modelling.History.MonthFigure;
using static RiskInsights.Core.Modelling.Recipes.Quantities;

namespace RiskInsights.Core.Insights.Default;

/// <summary>
/// The inputs of the default model, all from before the as-of date. A feature is one line here. What a client is now
/// (segment, KYC rating) is left out: the warehouse keeps only its newest value, which may have been set by the default.
/// </summary>
internal static class DefaultFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("missed_payments_90d", FeatureUnit.Count, c => c.Events("missed_payment", 90)) { Change = FeatureChange.Down, Scale = FeatureScale.Root, Direction = 1 },
        new("missed_payments_365d", FeatureUnit.Count, c => c.Events("missed_payment", 365)) { Scale = FeatureScale.Root, Direction = 1 },
        new("income_monthly", FeatureUnit.Money, c => Units(c.Sum(SalaryCents, 3)) / 3) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("income_trend", FeatureUnit.Trend, c => Quotient(c.Sum(SalaryCents, 3) * 4, c.Sum(SalaryCents, 12))) { Change = FeatureChange.Up },
        new("months_without_income", FeatureUnit.Count, c => 6 - c.MonthsWith(SalaryCents, 6)) { Change = FeatureChange.Down },
        new("spending_to_income", FeatureUnit.Ratio, c => Quotient(c.Sum(DebitCents, 3), c.Sum(CreditCents, 3))) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("balance", FeatureUnit.Money, c => Units(c.Balance())) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("balance_change", FeatureUnit.Money, c => Units(c.Balance() - c.Balance(back: 3))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("lowest_balance", FeatureUnit.Money, c => Units(c.LowestBalance(3))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("overdrawn_share", FeatureUnit.Share, c => Quotient(c.Sum(OverdrawnCount, 3), c.Sum(TransactionCount, 3))) { Change = FeatureChange.Down },
        new("cash_share", FeatureUnit.Share, c => Quotient(c.Sum(CashDebitCents, 3), c.Sum(DebitCents, 3))) { Change = FeatureChange.Down },
        new("foreign_share", FeatureUnit.Share, c => Quotient(c.Sum(ForeignDebitCents, 3), c.Sum(DebitCents, 3))),
        new("digital_share", FeatureUnit.Share, c => Quotient(c.Sum(DigitalCount, 3), c.Sum(TransactionCount, 3))),
        new("transactions_monthly", FeatureUnit.Count, c => c.Sum(TransactionCount, 3) / 3.0) { Scale = FeatureScale.Log },
        new("activity_trend", FeatureUnit.Trend, c => Quotient(c.Sum(TransactionCount, 3) * 4, c.Sum(TransactionCount, 12))),
        new("spending_trend", FeatureUnit.Trend, c => Quotient(c.Sum(DebitCents, 3) * 4, c.Sum(DebitCents, 12))) { Change = FeatureChange.Both },
        new("fees", FeatureUnit.Money, c => Units(c.Sum(FeeCents, 3))) { Scale = FeatureScale.Log },
        new("instalment_to_income", FeatureUnit.Ratio, c => Quotient(c.Sum(LoanPaymentCents, 3), c.Sum(CreditCents, 3))) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("has_loan", FeatureUnit.Count, c => c.Sum(LoanPaymentCents, 12) > 0 ? 1 : 0),
        new("complaints_365d", FeatureUnit.Count, c => c.Events("complaint", 365)) { Scale = FeatureScale.Root },
        new("card_blocks_365d", FeatureUnit.Count, c => c.Events("card_blocked", 365)) { Scale = FeatureScale.Root },
        new("age", FeatureUnit.Years, c => c.AsOf.Year - c.BirthYear),
        new("tenure", FeatureUnit.Months, c => c.JoinedOn is { } joined ? (c.AsOf.DayNumber - joined.DayNumber) / DaysAMonth : null) { Scale = FeatureScale.Log },
    ];
}
