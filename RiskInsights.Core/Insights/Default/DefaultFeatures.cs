using RiskInsights.Core.Modelling.History;
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
        new("income_trend", FeatureUnit.Trend, c => c.Trend(SalaryCents, 3)) { Change = FeatureChange.Up },
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
        new("activity_trend", FeatureUnit.Trend, c => c.Trend(TransactionCount, 3)),
        new("spending_trend", FeatureUnit.Trend, c => c.Trend(DebitCents, 3)) { Change = FeatureChange.Both },
        new("fees", FeatureUnit.Money, c => Units(c.Sum(FeeCents, 3))) { Scale = FeatureScale.Log },
        new("instalment_to_income", FeatureUnit.Ratio, c => Quotient(c.Sum(LoanPaymentCents, 3), c.Sum(CreditCents, 3))) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("has_loan", FeatureUnit.Count, c => c.Sum(LoanPaymentCents, 12) > 0 ? 1 : 0),
        new("complaints_365d", FeatureUnit.Count, c => c.Events("complaint", 365)) { Scale = FeatureScale.Root },
        new("card_blocks_365d", FeatureUnit.Count, c => c.Events("card_blocked", 365)) { Scale = FeatureScale.Root },
        new("age", FeatureUnit.Years, c => c.AsOf.Year - c.BirthYear),
        new("tenure", FeatureUnit.Months, c => c.JoinedOn is { } joined ? (c.AsOf.DayNumber - joined.DayNumber) / DaysAMonth : null) { Scale = FeatureScale.Log },
        new("missed_payments_recent", FeatureUnit.Count, c => c.FadingEvents("missed_payment", 60)) { Change = FeatureChange.Down, Scale = FeatureScale.Root, Direction = 1 },
        new("received_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Received, Received, 0.8)) { Change = FeatureChange.Up, Direction = -1 },
        new("received_to_usual_3m", FeatureUnit.Trend, c => BesideUsual(c, 3, Received, Received, 0.8)) { Change = FeatureChange.Up, Direction = -1 },
        new("income_to_usual", FeatureUnit.Trend, c => Quotient(Math.Min(Income(c, 0), Income(c, 1)), c.Usual(Income, 0.9))) { Change = FeatureChange.Up, Direction = -1 },
        new("income_swing", FeatureUnit.Ratio, c => Quotient(c.Swing(Income), c.Usual(Income))) { Scale = FeatureScale.Log },
        new("received_swing", FeatureUnit.Ratio, c => Quotient(c.Swing(Received), c.Usual(Received))) { Scale = FeatureScale.Log },
        new("spending_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Paid, Paid)) { Change = FeatureChange.Both },
        new("spending_to_usual_income", FeatureUnit.Ratio, c => BesideUsual(c, 3, Paid, Received)) { Change = FeatureChange.Down, Scale = FeatureScale.Log },
        new("saved_to_income", FeatureUnit.Ratio, c => BesideUsual(c, 1, Saved, Received)) { Change = FeatureChange.Up },
        new("saved_to_income_3m", FeatureUnit.Ratio, c => BesideUsual(c, 3, Saved, Received)) { Change = FeatureChange.Up },
        new("saved_to_income_12m", FeatureUnit.Ratio, c => BesideUsual(c, 12, Saved, Received)) { Change = FeatureChange.Up },
        new("savings_to_income", FeatureUnit.Ratio, c => Quotient(c.Balance(AccountKinds.Savings), c.Usual(Received))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("instalments_to_income_1m", FeatureUnit.Ratio, c => BesideUsual(c, 1, Instalments, Received)) { Change = FeatureChange.Down, Scale = FeatureScale.Log, Direction = 1 },
        new("instalments_to_income_3m", FeatureUnit.Ratio, c => BesideUsual(c, 3, Instalments, Received)) { Change = FeatureChange.Down, Scale = FeatureScale.Log, Direction = 1 },
        new("instalments_above_usual_1m", FeatureUnit.Ratio, c => Quotient(c.Month(LoanPaymentCents, 0) - c.Usual(Instalments, 0.1), c.Usual(Received, 0.75))) { Change = FeatureChange.Down, Direction = 1 },
        new("instalments_above_usual", FeatureUnit.Ratio, c => Quotient(((c.Month(LoanPaymentCents, 0) + c.Month(LoanPaymentCents, 1)) / 2.0) - c.Usual(Instalments, 0.1), c.Usual(Received, 0.75))) { Change = FeatureChange.Down, Direction = 1 },
        new("balance_to_limit", FeatureUnit.Ratio, c => Quotient(c.Balance(AccountKinds.Main), c.Limit(AccountKinds.Main))) { Change = FeatureChange.Up, Scale = FeatureScale.Log, Direction = -1 },
        new("lowest_to_limit", FeatureUnit.Ratio, c => Quotient(c.LowestBalance(1, AccountKinds.Main), c.Limit(AccountKinds.Main))) { Change = FeatureChange.Up, Scale = FeatureScale.Log, Direction = -1 },
        new("usual_balance_to_income", FeatureUnit.Ratio, c => Quotient(c.Usual(MainBalance), c.Usual(Received))) { Scale = FeatureScale.Log },
        new("balance_to_income", FeatureUnit.Ratio, c => Quotient(c.Balance(AccountKinds.Main), c.Usual(Received))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("card_blocks_recent", FeatureUnit.Count, c => c.FadingEvents("card_blocked", 60)) { Scale = FeatureScale.Root, Direction = 1 },
        new("purchases_to_usual", FeatureUnit.Trend, c => BesideUsual(c, 1, Initiated, Initiated)) { Change = FeatureChange.Up, Direction = -1 },
        new("purchases_to_usual_3m", FeatureUnit.Trend, c => BesideUsual(c, 3, Initiated, Initiated)) { Change = FeatureChange.Up, Direction = -1 },
        new("cash_share_1m", FeatureUnit.Share, c => Quotient(c.Month(CashDebitCents, 0), c.Month(MainDebitCents, 0))) { Change = FeatureChange.Down, Direction = 1 },
        new("money_change_to_income", FeatureUnit.Ratio, c => Quotient(c.Balance(AccountKinds.Money) - c.Balance(AccountKinds.Money, back: 3), c.Usual(Received, 0.75))) { Change = FeatureChange.Up, Scale = FeatureScale.Log },
        new("overdrawn_months", FeatureUnit.Count, c => c.MonthsWith(OverdrawnCount, 12)) { Scale = FeatureScale.Root, Direction = 1 },
    ];

    /// <summary>The salary of who had one in most months; what was received, of the others: pensions, sales.</summary>
    private static double Income(ClientHistory client, int back) =>
        2 * client.MonthsWith(SalaryCents, client.KnownMonths) > client.KnownMonths ? client.Month(SalaryCents, back) : Received(client, back);

    private static double Initiated(ClientHistory client, int back) => client.InitiatedDays(back);

    private static double Instalments(ClientHistory client, int back) => client.Month(LoanPaymentCents, back);

    private static double MainBalance(ClientHistory client, int back) => client.Balance(AccountKinds.Main, back) ?? 0;
}
