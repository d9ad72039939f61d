using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Default;

/// <summary>Reads features as of a date, and what became of the clients in the window after it.</summary>
internal sealed class DefaultFeatureQuery(WarehouseDatabase warehouse)
{
    internal const string FeaturesSql = """
        WITH flows AS (
          SELECT client_key,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN salary_cents ELSE 0 END) AS BIGINT) AS salary3,
                 CAST(SUM(salary_cents) AS BIGINT) AS salary12,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN credit_cents ELSE 0 END) AS BIGINT) AS credit3,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN debit_cents ELSE 0 END) AS BIGINT) AS debit3,
                 CAST(SUM(credit_cents) AS BIGINT) AS credit12,
                 CAST(SUM(debit_cents) AS BIGINT) AS debit12,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN cash_debit_cents ELSE 0 END) AS BIGINT) AS cash3,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN foreign_debit_cents ELSE 0 END) AS BIGINT) AS foreign3,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN loan_payment_cents ELSE 0 END) AS BIGINT) AS loan_payment3,
                 CAST(SUM(loan_payment_cents) AS BIGINT) AS loan_payment12,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN fee_cents ELSE 0 END) AS BIGINT) AS fee3,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN transaction_count ELSE 0 END) AS BIGINT) AS count3,
                 CAST(SUM(transaction_count) AS BIGINT) AS count12,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN digital_count ELSE 0 END) AS BIGINT) AS digital3,
                 CAST(SUM(CASE WHEN year_month >= @from3 THEN overdrawn_count ELSE 0 END) AS BIGINT) AS overdrawn3,
                 MIN(CASE WHEN year_month >= @from3 THEN minimum_balance_cents END) AS minimum_balance3,
                 COUNT(DISTINCT CASE WHEN year_month >= @from6 AND salary_cents > 0 THEN year_month END) AS salary_months6
          FROM agg_account_month
          WHERE year_month >= @from12 AND year_month < @asOfMonth
          GROUP BY client_key
        ), newest AS (
          SELECT client_key, account_key,
                 MAX(year_month) AS now_month,
                 MAX(CASE WHEN year_month < @from3 THEN year_month END) AS before_month
          FROM agg_account_month
          WHERE year_month < @asOfMonth
          GROUP BY client_key, account_key
        ), balances AS (
          SELECT m.client_key,
                 CAST(SUM(CASE WHEN m.year_month = n.now_month THEN m.closing_balance_cents END) AS BIGINT) AS balance,
                 CAST(SUM(CASE WHEN m.year_month = n.before_month THEN m.closing_balance_cents END) AS BIGINT) AS balance_before
          FROM newest n
          JOIN agg_account_month m ON m.client_key = n.client_key AND m.account_key = n.account_key
            AND (m.year_month = n.now_month OR m.year_month = n.before_month)
          GROUP BY m.client_key
        ), happened AS (
          SELECT client_key,
                 SUM(CASE WHEN event_type = 'missed_payment' AND date_key >= @from90Key THEN 1 ELSE 0 END) AS missed_payments90,
                 SUM(CASE WHEN event_type = 'missed_payment' THEN 1 ELSE 0 END) AS missed_payments365,
                 SUM(CASE WHEN event_type = 'complaint' THEN 1 ELSE 0 END) AS complaints365,
                 SUM(CASE WHEN event_type = 'card_blocked' THEN 1 ELSE 0 END) AS card_blocks365
          FROM fact_events
          WHERE date_key >= @from365Key AND date_key < @asOfKey
          GROUP BY client_key
        )
        SELECT c.client_key, c.birth_year, c.joined_on,
               f.salary3, f.salary12, f.credit3, f.debit3, f.credit12, f.debit12, f.cash3, f.foreign3, f.loan_payment3, f.loan_payment12,
               f.fee3, f.count3, f.count12, f.digital3, f.overdrawn3, f.minimum_balance3, f.salary_months6,
               b.balance, b.balance_before,
               COALESCE(h.missed_payments90, 0) AS missed_payments90, COALESCE(h.missed_payments365, 0) AS missed_payments365,
               COALESCE(h.complaints365, 0) AS complaints365, COALESCE(h.card_blocks365, 0) AS card_blocks365
        FROM dim_clients c
        JOIN flows f ON f.client_key = c.client_key
        LEFT JOIN balances b ON b.client_key = f.client_key
        LEFT JOIN happened h ON h.client_key = f.client_key
        WHERE (c.joined_on IS NULL OR c.joined_on < @asOf)
          AND (c.left_on IS NULL OR c.left_on >= @asOf)
          AND NOT EXISTS (SELECT 1 FROM fact_events d
                          WHERE d.client_key = f.client_key AND d.event_type = 'default_90dpd' AND d.date_key < @asOfKey)
        ORDER BY c.client_key
        """;

    internal const string DefaultedSql = """
        SELECT DISTINCT client_key FROM fact_events
        WHERE event_type = 'default_90dpd' AND date_key >= @fromKey AND date_key < @toKey
        """;

    /// <summary>The clients at risk on a date: there, used within 12 months, never defaulted before it.</summary>
    public Task<IReadOnlyList<DefaultFeatureRow>> RowsAsync(DateOnly asOf, CancellationToken cancellation) =>
        warehouse.RowsAsync<DefaultFeatureRow>(
            FeaturesSql,
            new
            {
                asOf,
                asOfMonth = Month(asOf),
                from3 = Month(asOf.AddMonths(-3)),
                from6 = Month(asOf.AddMonths(-6)),
                from12 = Month(asOf.AddMonths(-12)),
                asOfKey = TimeDimension.KeyOf(asOf),
                from90Key = TimeDimension.KeyOf(asOf.AddDays(-90)),
                from365Key = TimeDimension.KeyOf(asOf.AddDays(-365)),
            },
            cancellation);

    /// <summary>The clients with a default in the performance window that starts on a date.</summary>
    public async Task<IReadOnlySet<int>> DefaultedAsync(DateOnly asOf, CancellationToken cancellation) =>
        (await warehouse.RowsAsync<int>(
            DefaultedSql,
            new { fromKey = TimeDimension.KeyOf(asOf), toKey = TimeDimension.KeyOf(asOf.AddDays(AsOfDates.WindowDays)) },
            cancellation)).ToHashSet();

    private static int Month(DateOnly date) => (date.Year * 100) + date.Month;
}
