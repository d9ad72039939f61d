using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using static RiskInsights.Core.Modelling.History.MonthFigure;
using static RiskInsights.Core.Modelling.Recipes.Quantities;

namespace RiskInsights.Core.Insights.Churn;

/// <summary>The inputs of the churn model, all from before the as-of date. A feature is one line here.</summary>
internal static class ChurnFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("days_since_initiated", FeatureUnit.Days, c => c.DaysSinceInitiated) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("initiated_days_1m", FeatureUnit.Days, c => c.InitiatedDays(0)) { Change = FeatureChange.Up, Scale = FeatureScale.Root },
        new("initiated_days_3m", FeatureUnit.Days, c => c.Sum(InitiatedDays, 3)) { Change = FeatureChange.Up, Scale = FeatureScale.Root },
        new("initiated_trend", FeatureUnit.Trend, c => Quotient(c.Sum(InitiatedDays, 3) * 4, c.Sum(InitiatedDays, 12))) { Change = FeatureChange.Up },
        new("activity_trend", FeatureUnit.Trend, c => Quotient(c.Sum(TransactionCount, 3) * 4, c.Sum(TransactionCount, 12))) { Change = FeatureChange.Up },
        new("activity_last_month", FeatureUnit.Trend, c => Quotient(c.Month(TransactionCount, 0) * 12, c.Sum(TransactionCount, 12))) { Change = FeatureChange.Up },
        new("transactions_monthly", FeatureUnit.Count, c => c.Sum(TransactionCount, 3) / 3.0) { Scale = FeatureScale.Log },
        new("income_monthly", FeatureUnit.Money, c => Units(c.Sum(SalaryCents, 3)) / 3) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("income_trend", FeatureUnit.Trend, c => Quotient(c.Sum(SalaryCents, 3) * 4, c.Sum(SalaryCents, 12))) { Change = FeatureChange.Up },
        new("months_since_income", FeatureUnit.Months, c => c.MonthsSince(SalaryCents)) { Change = FeatureChange.Down },
        new("digital_share", FeatureUnit.Share, c => Quotient(c.Sum(DigitalCount, 3), c.Sum(TransactionCount, 3))) { Change = FeatureChange.Both },
        new("spending_trend", FeatureUnit.Trend, c => Quotient(c.Sum(DebitCents, 3) * 4, c.Sum(DebitCents, 12))) { Change = FeatureChange.Both },
        new("credit_trend", FeatureUnit.Trend, c => Quotient(c.Sum(CreditCents, 3) * 4, c.Sum(CreditCents, 12))) { Change = FeatureChange.Both },
        new("balance", FeatureUnit.Money, c => Units(c.Balance(AccountKinds.Money))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("balance_change", FeatureUnit.Money, c => Units(c.Balance(AccountKinds.Money) - c.Balance(AccountKinds.Money, back: 3))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("fees", FeatureUnit.Money, c => Units(c.Sum(FeeCents, 3))) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("complaints_90d", FeatureUnit.Count, c => c.Events("complaint", 90)) { Scale = FeatureScale.Root },
        new("complaints_365d", FeatureUnit.Count, c => c.Events("complaint", 365)) { Scale = FeatureScale.Root },
        new("card_blocks_365d", FeatureUnit.Count, c => c.Events("card_blocked", 365)) { Scale = FeatureScale.Root },
        new("missed_payments_365d", FeatureUnit.Count, c => c.Events("missed_payment", 365)) { Scale = FeatureScale.Root },
        new("accounts", FeatureUnit.Count, c => c.Accounts()) { Change = FeatureChange.Up },
        new("has_loan", FeatureUnit.Count, c => c.Sum(LoanPaymentCents, 12) > 0 ? 1 : 0),
        new("age", FeatureUnit.Years, c => c.AsOf.Year - c.BirthYear),
        new("tenure", FeatureUnit.Months, c => c.JoinedOn is { } joined ? (c.AsOf.DayNumber - joined.DayNumber) / DaysAMonth : null) { Scale = FeatureScale.Log },
    ];
}
