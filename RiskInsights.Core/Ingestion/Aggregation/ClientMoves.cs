using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>A client whose segment or country a load has changed.</summary>
/// <param name="OldSegment">The segment that the client's history is still counted in.</param>
internal readonly record struct ClientMove(string ClientId, string OldSegment);

/// <summary>
/// Moves the history of clients in the aggregates: <c>agg_daily</c> counts by the client's present segment, and
/// <c>agg_account_month</c> calls foreign what is not in the client's present country. One pass over the facts for all.
/// </summary>
internal static class ClientMoves
{
    private const string CreateSql = """
        CREATE TEMPORARY TABLE moved_ids (client_id TEXT PRIMARY KEY, old_segment TEXT NOT NULL);
        CREATE TEMPORARY TABLE moved_segments (client_key INTEGER, sign INTEGER, segment TEXT NOT NULL, PRIMARY KEY (client_key, sign));
        CREATE TEMPORARY TABLE moved_months (client_key INTEGER, account_key INTEGER, year_month INTEGER, cents BIGINT NOT NULL, PRIMARY KEY (year_month, account_key));
        """;

    private const string SegmentsSql = """
        INSERT INTO moved_segments (client_key, sign, segment)
        SELECT c.client_key, -1, m.old_segment FROM moved_ids m JOIN dim_clients c ON c.client_id = m.client_id
        UNION ALL
        SELECT c.client_key, 1, c.segment FROM moved_ids m JOIN dim_clients c ON c.client_id = m.client_id
        """;

    // CROSS JOIN: the facts are passed over once, whatever a planner thinks of so small a table.
    private const string DailySql = $"""
        INSERT INTO agg_daily (date_key, segment, country, channel, type, transaction_count, debit_cents, credit_cents)
        SELECT t.date_key, m.segment, t.counterparty_country, t.channel, t.type,
          CAST(SUM(m.sign) AS BIGINT),
          CAST(SUM(CASE WHEN t.amount_cents < 0 THEN -t.amount_cents * m.sign ELSE 0 END) AS BIGINT),
          CAST(SUM(CASE WHEN t.amount_cents > 0 THEN t.amount_cents * m.sign ELSE 0 END) AS BIGINT)
        FROM fact_transactions t
        CROSS JOIN moved_segments m
        WHERE m.client_key = t.client_key
        GROUP BY t.date_key, m.segment, t.counterparty_country, t.channel, t.type
        ON CONFLICT {DailyTable.MergeSql}
        """;

    private const string EmptyCellsSql = """
        DELETE FROM agg_daily WHERE transaction_count = 0
        """;

    private const string ForeignSql = """
        INSERT INTO moved_months (client_key, account_key, year_month, cents)
        SELECT t.client_key, t.account_key, t.date_key / 100, CAST(SUM(-t.amount_cents) AS BIGINT)
        FROM fact_transactions t
        CROSS JOIN moved_segments m
        CROSS JOIN dim_clients c
        WHERE m.client_key = t.client_key AND m.sign = 1 AND c.client_key = t.client_key
          AND t.amount_cents < 0 AND t.counterparty_country <> c.country
        GROUP BY t.client_key, t.account_key, t.date_key / 100
        """;

    private const string HomeSql = """
        UPDATE agg_account_month SET foreign_debit_cents = 0
        WHERE foreign_debit_cents <> 0 AND client_key IN (SELECT client_key FROM moved_segments)
        """;

    private const string MonthsSql = """
        UPDATE agg_account_month
        SET foreign_debit_cents = m.cents
        FROM moved_months m
        WHERE m.client_key = agg_account_month.client_key AND m.account_key = agg_account_month.account_key
          AND m.year_month = agg_account_month.year_month
        """;

    private const string DropSql = """
        DROP TABLE moved_ids; DROP TABLE moved_segments; DROP TABLE moved_months;
        """;

    /// <summary>To be called when <c>dim_clients</c> holds the new values already.</summary>
    public static void Apply(WarehouseWriter writer, IReadOnlyCollection<ClientMove> moves)
    {
        if (moves.Count == 0)
            return;
        writer.Execute(CreateSql);
        using (var insert = writer.BulkInsert("moved_ids", "client_id", "old_segment"))
        {
            foreach (var move in moves)
            {
                insert.Set(0, move.ClientId);
                insert.Set(1, move.OldSegment);
                insert.Insert();
            }

            insert.Flush();
        }

        foreach (var sql in (string[])[SegmentsSql, DailySql, EmptyCellsSql, ForeignSql, HomeSql, MonthsSql, DropSql])
            writer.Execute(sql);
    }
}
