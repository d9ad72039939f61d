namespace RiskInsights.Core.Exports;

/// <summary>The KPIs by month: volumes, counts, active accounts, defaults and complaints.</summary>
internal sealed class KpisExport : IExport
{
    public string Name => "kpis";

    public string Sql => """
        WITH flows AS (
          SELECT d.date_key / 100 AS year_month,
                 CAST(SUM(d.transaction_count) AS BIGINT) AS transaction_count,
                 CAST(SUM(d.debit_cents) AS BIGINT) AS debit_cents,
                 CAST(SUM(d.credit_cents) AS BIGINT) AS credit_cents
          FROM agg_daily d
          GROUP BY d.date_key / 100
        ), activity AS (
          SELECT year_month, COUNT(*) AS active_accounts, COUNT(DISTINCT client_key) AS active_clients
          FROM agg_account_month
          GROUP BY year_month
        ), events AS (
          SELECT e.date_key / 100 AS year_month,
                 SUM(CASE WHEN e.event_type = 'default_90dpd' THEN 1 ELSE 0 END) AS defaults,
                 SUM(CASE WHEN e.event_type = 'missed_payment' THEN 1 ELSE 0 END) AS missed_payments,
                 SUM(CASE WHEN e.event_type = 'complaint' THEN 1 ELSE 0 END) AS complaints
          FROM fact_events e
          GROUP BY e.date_key / 100
        )
        SELECT f.year_month, f.transaction_count, f.debit_cents, f.credit_cents, a.active_accounts, a.active_clients,
               COALESCE(e.defaults, 0) AS defaults, COALESCE(e.missed_payments, 0) AS missed_payments, COALESCE(e.complaints, 0) AS complaints
        FROM flows f
        JOIN activity a ON a.year_month = f.year_month
        LEFT JOIN events e ON e.year_month = f.year_month
        ORDER BY f.year_month
        """;
}
