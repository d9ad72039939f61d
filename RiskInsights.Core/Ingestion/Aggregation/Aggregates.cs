using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>
/// Makes the aggregates (<c>agg_*</c>) anew from the facts. Loads keep them up to date by themselves; this
/// is the proof of it, and the repair after a restored or edited warehouse.
/// </summary>
public static class Aggregates
{
    private const string ClearSql = """
        DELETE FROM agg_daily; DELETE FROM agg_account_month; DELETE FROM agg_amounts; DELETE FROM agg_watched;
        """;

    private const string MonthsSql = """
        SELECT year_month, MIN(date_key) AS first, MAX(date_key) AS last FROM dim_time GROUP BY year_month ORDER BY year_month
        """;

    private const string DailySql = """
        INSERT INTO agg_daily (date_key, segment, country, channel, type, transaction_count, debit_cents, credit_cents)
        SELECT t.date_key, c.segment, t.counterparty_country, t.channel, t.type,
          COUNT(*),
          CAST(SUM(CASE WHEN t.amount_cents < 0 THEN -t.amount_cents ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN t.amount_cents > 0 THEN t.amount_cents ELSE 0 END) AS BIGINT)
        FROM fact_transactions t
        JOIN dim_clients c ON c.client_key = t.client_key
        WHERE t.date_key BETWEEN @First AND @Last
        GROUP BY t.date_key, c.segment, t.counterparty_country, t.channel, t.type
        """;

    private const string AccountMonthSql = """
        INSERT INTO agg_account_month (account_key, year_month, client_key, transaction_count, debit_count, debit_cents, credit_cents,
          cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days,
          overdrawn_count, closing_second, closing_transaction_id, closing_balance_cents,
          minimum_balance_cents, initiated_days)
        SELECT r.account_key, @YearMonth, r.client_key, COUNT(*),
          CAST(SUM(CASE WHEN r.debit > 0 THEN 1 ELSE 0 END) AS BIGINT),
          CAST(SUM(r.debit) AS BIGINT),
          CAST(SUM(CASE WHEN r.amount_cents > 0 THEN r.amount_cents ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN r.type = 'cash' THEN r.debit ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN r.counterparty_country <> r.home_country THEN r.debit ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN r.type = 'salary' THEN r.amount_cents ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN r.type = 'loan_payment' THEN r.debit ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN r.type = 'fee' THEN r.debit ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN r.channel IN ('mobile', 'online') THEN 1 ELSE 0 END) AS BIGINT),
          CAST(SUM(DISTINCT 1 << (r.date_key % 100 - 1)) AS BIGINT),
          CAST(SUM(CASE WHEN r.balance_after_cents < 0 THEN 1 ELSE 0 END) AS BIGINT),
          MAX(CASE WHEN r.newest = 1 THEN (r.date_key % 100 - 1) * 86400 + r.second_of_day END),
          MAX(CASE WHEN r.newest = 1 THEN r.transaction_id END),
          MAX(CASE WHEN r.newest = 1 THEN r.balance_after_cents END),
          MIN(r.balance_after_cents),
          CAST(COALESCE(SUM(DISTINCT CASE WHEN r.channel <> 'system'
              AND (r.type IN ('card_payment', 'cash') OR (r.amount_cents < 0 AND r.type IN ('transfer', 'other')))
            THEN 1 << (r.date_key % 100 - 1) END), 0) AS BIGINT)
        FROM (
          SELECT t.account_key, t.client_key, t.date_key, t.second_of_day, t.transaction_id, t.amount_cents, t.type, t.channel,
            t.counterparty_country, t.balance_after_cents, c.country AS home_country,
            CASE WHEN t.amount_cents < 0 THEN -t.amount_cents ELSE 0 END AS debit,
            ROW_NUMBER() OVER (
              PARTITION BY t.client_key, t.account_key
              ORDER BY CASE WHEN t.balance_after_cents IS NULL THEN 1 ELSE 0 END, t.date_key DESC, t.second_of_day DESC, t.transaction_id DESC) AS newest
          FROM fact_transactions t
          JOIN dim_clients c ON c.client_key = t.client_key
          WHERE t.date_key BETWEEN @First AND @Last
        ) r
        GROUP BY r.client_key, r.account_key
        """;

    private const string AmountsSql = """
        INSERT INTO agg_amounts (amount_cents, transaction_count)
        SELECT ABS(amount_cents), COUNT(*) FROM fact_transactions GROUP BY ABS(amount_cents)
        """;

    private const string WatchedSql = """
        INSERT INTO agg_watched (year_month, country, transaction_count, amount_cents)
        SELECT date_key / 100, counterparty_country, COUNT(*), CAST(SUM(ABS(amount_cents)) AS BIGINT)
        FROM fact_transactions
        WHERE ABS(amount_cents) >= @large OR (ABS(amount_cents) >= @highRisk AND counterparty_country IN @HighRiskCountries)
        GROUP BY date_key / 100, counterparty_country
        """;

    /// <summary>Replaces the tables in one transaction, the larger ones a month at a time.</summary>
    public static Task RebuildAsync(WarehouseDatabase database, WatchRule watch, CancellationToken cancellation = default) =>
        database.WriteAsync(
            writer =>
            {
                writer.Execute(ClearSql);
                foreach (var month in writer.Rows<Month>(MonthsSql))
                {
                    writer.Execute(DailySql, new { month.First, month.Last });
                    writer.Execute(AccountMonthSql, month);
                }

                HighestIdentifier.Renew(writer);
                writer.Execute(AmountsSql);
                writer.Execute(WatchedSql, new { large = watch.LargeAmount * 100, highRisk = watch.HighRiskAmount * 100, watch.HighRiskCountries });
            },
            cancellation);

    private sealed record Month
    {
        public int YearMonth { get; init; }

        public int First { get; init; }

        public int Last { get; init; }
    }
}
