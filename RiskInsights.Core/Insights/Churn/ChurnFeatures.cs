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
        new("days_since_initiated", FeatureUnit.Days, c => c.DaysSinceInitiated) { Change = FeatureChange.Down, Scale = FeatureScale.Log, Direction = 1 },
        new("initiated_days_1m", FeatureUnit.Days, c => c.InitiatedDays(0)) { Change = FeatureChange.Up, Scale = FeatureScale.Root },
        new("initiated_days_3m", FeatureUnit.Days, c => c.Sum(InitiatedDays, 3)) { Change = FeatureChange.Up, Scale = FeatureScale.Root },
        new("initiated_trend", FeatureUnit.Trend, c => c.Trend(InitiatedDays, 3)) { Change = FeatureChange.Up },
        new("activity_trend", FeatureUnit.Trend, c => c.Trend(TransactionCount, 3)) { Change = FeatureChange.Up },
        new("activity_last_month", FeatureUnit.Trend, c => c.Trend(TransactionCount, 1)) { Change = FeatureChange.Up },
        new("transactions_monthly", FeatureUnit.Count, c => c.Sum(TransactionCount, 3) / 3.0) { Scale = FeatureScale.Log },
        new("income_monthly", FeatureUnit.Money, c => Units(c.Sum(SalaryCents, 3)) / 3) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("income_trend", FeatureUnit.Trend, c => c.Trend(SalaryCents, 3)) { Change = FeatureChange.Up },
        new("months_since_income", FeatureUnit.Months, c => c.MonthsSince(SalaryCents)) { Change = FeatureChange.Down },
        new("digital_share", FeatureUnit.Share, c => Quotient(c.Sum(DigitalCount, 3), c.Sum(TransactionCount, 3))) { Change = FeatureChange.Both },
        new("spending_trend", FeatureUnit.Trend, c => c.Trend(DebitCents, 3)) { Change = FeatureChange.Both },
        new("credit_trend", FeatureUnit.Trend, c => c.Trend(CreditCents, 3)) { Change = FeatureChange.Both },
        new("balance", FeatureUnit.Money, c => Units(c.Balance(AccountKinds.Money))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("balance_change", FeatureUnit.Money, c => Units(c.Balance(AccountKinds.Money) - c.Balance(AccountKinds.Money, back: 3))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("fees", FeatureUnit.Money, c => Units(c.Sum(FeeCents, 3))) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("complaints_90d", FeatureUnit.Count, c => c.Events("complaint", 90)) { Scale = FeatureScale.Root, Direction = 1 },
        new("complaints_365d", FeatureUnit.Count, c => c.Events("complaint", 365)) { Scale = FeatureScale.Root },
        new("card_blocks_365d", FeatureUnit.Count, c => c.Events("card_blocked", 365)) { Scale = FeatureScale.Root },
        new("missed_payments_365d", FeatureUnit.Count, c => c.Events("missed_payment", 365)) { Scale = FeatureScale.Root },
        new("accounts", FeatureUnit.Count, c => c.Accounts()) { Change = FeatureChange.Up },
        new("has_loan", FeatureUnit.Count, c => c.Sum(LoanPaymentCents, 12) > 0 ? 1 : 0),
        new("age", FeatureUnit.Years, c => c.AsOf.Year - c.BirthYear),
        new("tenure", FeatureUnit.Months, c => c.JoinedOn is { } joined ? (c.AsOf.DayNumber - joined.DayNumber) / DaysAMonth : null) { Scale = FeatureScale.Log },
        new("initiated_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Initiated, Initiated)) { Change = FeatureChange.Up, Direction = -1 },
        new("initiated_to_usual_2m", FeatureUnit.Trend, c => BesideUsual(c, 2, Initiated, Initiated)) { Change = FeatureChange.Up, Direction = -1 },
        new("usual_initiated", FeatureUnit.Days, c => c.Usual(Initiated)) { Scale = FeatureScale.Root },
        new("debits_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Debits, Debits)) { Change = FeatureChange.Up, Direction = -1 },
        new("received_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Received, Received)) { Change = FeatureChange.Up, Direction = -1 },
        new("received_to_usual_3m", FeatureUnit.Trend, c => BesideUsual(c, 3, Received, Received)) { Change = FeatureChange.Up, Direction = -1 },
        new("spending_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Paid, Paid)) { Change = FeatureChange.Both },
        new("paid_to_received", FeatureUnit.Ratio, c => BesideUsual(c, 3, Paid, Received)) { Scale = FeatureScale.Log },
        new("balance_to_usual", FeatureUnit.Trend, c => Quotient(c.Balance(AccountKinds.Money), c.Usual(MoneyBalance))) { Change = FeatureChange.Up, Direction = -1 },
        new("saved_to_income", FeatureUnit.Ratio, c => BesideUsual(c, 1, Saved, Received)) { Change = FeatureChange.Up },
        new("saved_to_income_3m", FeatureUnit.Ratio, c => BesideUsual(c, 3, Saved, Received)) { Change = FeatureChange.Up },
        new("complaints_recent", FeatureUnit.Count, c => c.FadingEvents("complaint", 60)) { Scale = FeatureScale.Root, Direction = 1 },
    ];

    private static double Initiated(ClientHistory client, int back) => client.InitiatedDays(back);

    private static double Debits(ClientHistory client, int back) => client.Month(DebitCount, back);

    private static double MoneyBalance(ClientHistory client, int back) => client.Balance(AccountKinds.Money, back) ?? 0;
}
