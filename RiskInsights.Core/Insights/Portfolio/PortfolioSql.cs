using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>
/// The query that gives a number of the overview, with its values in place, ready to be copied and run. The overview itself
/// reads its snapshot; a test runs these queries and finds the same numbers.
/// </summary>
public static class PortfolioSql
{
    public static string TransactionCount(PortfolioFilter filter) => $"""
        SELECT SUM(transaction_count)
        FROM agg_daily
        WHERE {Days(filter.Period)}{Filters(filter)}
        """;

    public static string Volume(PortfolioFilter filter) => $"""
        SELECT SUM(debit_cents + credit_cents)
        FROM agg_daily
        WHERE {Days(filter.Period)}{Filters(filter)}
        """;

    public static string NetFlow(PortfolioFilter filter) => $"""
        SELECT SUM(credit_cents - debit_cents)
        FROM agg_daily
        WHERE {Days(filter.Period)}{Filters(filter)}
        """;

    public static string VolumeOverTime(PortfolioFilter filter) => $"""
        SELECT date_key, SUM(credit_cents) AS credit_cents, SUM(debit_cents) AS debit_cents
        FROM agg_daily
        WHERE {Days(filter.Period)}{Filters(filter)}
        GROUP BY date_key
        ORDER BY date_key
        """;

    /// <summary>One bar card: its own filter does not apply.</summary>
    public static string Breakdown(PortfolioFilter filter, PortfolioDimension dimension)
    {
        var column = dimension.ToString().ToLowerInvariant();
        return $"""
            SELECT {column}, SUM(debit_cents + credit_cents) AS volume_cents
            FROM agg_daily
            WHERE {Days(filter.Period)}{Filters(filter, dimension)}
            GROUP BY {column}
            ORDER BY volume_cents DESC
            """;
    }

    public static string ActiveClients(PortfolioFilter filter) => $"""
        SELECT COUNT(DISTINCT m.client_key)
        FROM agg_account_month m
        JOIN dim_clients c ON c.client_key = m.client_key
        WHERE ({string.Join(" OR ", ActiveDays(filter.Period))}){Segments(filter, "c.")}
        """;

    public static string NewClients(PortfolioFilter filter) => $"""
        SELECT COUNT(*)
        FROM dim_clients
        WHERE joined_on BETWEEN '{Iso(filter.Period.From)}' AND '{Iso(filter.Period.To)}'{Segments(filter)}
        """;

    public static string DepartedClients(PortfolioFilter filter) => $"""
        SELECT COUNT(*)
        FROM dim_clients
        WHERE left_on BETWEEN '{Iso(filter.Period.From)}' AND '{Iso(filter.Period.To)}'{Segments(filter)}
        """;

    public static string DefaultRate(PortfolioFilter filter) => $"""
        SELECT CAST(COUNT(CASE WHEN d.first_key BETWEEN {Key(filter.Period.From)} AND {Key(filter.Period.To)} THEN 1 END) AS DOUBLE PRECISION) / COUNT(*)
        FROM dim_clients c
        LEFT JOIN (SELECT client_key, MIN(date_key) AS first_key FROM fact_events
                   WHERE event_type = 'default_90dpd' GROUP BY client_key) d ON d.client_key = c.client_key
        WHERE (c.joined_on IS NULL OR c.joined_on < '{Iso(filter.Period.From)}')
          AND (c.left_on IS NULL OR c.left_on >= '{Iso(filter.Period.From)}')
          AND (d.first_key IS NULL OR d.first_key >= {Key(filter.Period.From)}){Segments(filter, "c.")}
        """;

    /// <summary>Last known balances at the month's end, less what flowed after the period's last day.</summary>
    public static string BalanceHeld(PortfolioFilter filter)
    {
        var last = filter.Period.To;
        var monthEnd = new DateOnly(last.Year, last.Month, 1).AddMonths(1).AddDays(-1);
        var flow = last == monthEnd ? "" : $"""

                 - (SELECT COALESCE(SUM(credit_cents - debit_cents), 0) FROM agg_daily
                    WHERE {Days(new Period(last.AddDays(1), monthEnd))}{Segments(filter)})
            """;
        return $"""
            SELECT SUM(m.closing_balance_cents){flow}
            FROM agg_account_month m
            JOIN dim_clients c ON c.client_key = m.client_key
            JOIN (SELECT client_key, account_key, MAX(year_month) AS year_month FROM agg_account_month
                  WHERE year_month <= {Month(last)} AND closing_balance_cents IS NOT NULL GROUP BY client_key, account_key) n
              ON n.client_key = m.client_key AND n.account_key = m.account_key AND n.year_month = m.year_month
            WHERE 1 = 1{Segments(filter, "c.")}
            """;
    }

    public static string TopAccounts(PortfolioFilter filter) => $"""
        SELECT a.account_id, SUM(m.debit_cents + m.credit_cents) AS volume_cents
        FROM agg_account_month m
        JOIN dim_accounts a ON a.account_key = m.account_key
        JOIN dim_clients c ON c.client_key = m.client_key
        WHERE m.year_month BETWEEN {Month(filter.Period.From)} AND {Month(filter.Period.To)}{Segments(filter, "c.")}
        GROUP BY a.account_id
        ORDER BY volume_cents DESC
        """;

    private static string Days(Period period) => $"date_key BETWEEN {Key(period.From)} AND {Key(period.To)}";

    private static string Filters(PortfolioFilter filter, PortfolioDimension? without = null) =>
        (without == PortfolioDimension.Segment ? "" : Segments(filter))
        + (without == PortfolioDimension.Country ? "" : In("country", filter.Countries))
        + (without == PortfolioDimension.Channel ? "" : In("channel", filter.Channels))
        + (without == PortfolioDimension.Type ? "" : In("type", filter.Types));

    private static string Segments(PortfolioFilter filter, string prefix = "") => In(prefix + "segment", filter.Segments);

    private static string In(string column, IReadOnlyList<string> values) =>
        values.Count == 0 ? "" : $"\n  AND {column} IN ({string.Join(", ", values.Select(v => $"'{v.Replace("'", "''", StringComparison.Ordinal)}'"))})";

    private static IEnumerable<string> ActiveDays(Period period)
    {
        for (var first = new DateOnly(period.From.Year, period.From.Month, 1); first <= period.To; first = first.AddMonths(1))
        {
            var mask = AccountMonths.DayMask(first, period);
            yield return $"(m.year_month = {Month(first)} AND (m.active_days & {mask.ToString(CultureInfo.InvariantCulture)}) <> 0)";
        }
    }

    private static int Key(DateOnly date) => TimeDimension.KeyOf(date);

    private static int Month(DateOnly date) => (date.Year * 100) + date.Month;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
