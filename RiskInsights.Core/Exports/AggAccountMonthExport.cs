using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Exports;

/// <summary>One row an account and month.</summary>
internal sealed class AggAccountMonthExport : IExport
{
    public string Name => "agg_account_month";

    public string Sql => $"""
        SELECT account_key, year_month, client_key, transaction_count, debit_count, debit_cents, credit_cents,
               cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count,
               overdrawn_count, year_month * 100 + {ActiveDays.FirstIn("active_days")} AS first_date_key,
               year_month * 100 + {ActiveDays.LastIn("active_days")} AS last_date_key, closing_balance_cents, minimum_balance_cents
        FROM agg_account_month
        ORDER BY account_key, year_month
        """;
}
