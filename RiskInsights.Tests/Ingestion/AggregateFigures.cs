using RiskInsights.Core.Ingestion.Aggregation;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Ingestion;

/// <summary>Compares the aggregates that loads kept up to date with those made anew from the facts, cell by cell.</summary>
public static class AggregateFigures
{
    private const string Daily = """
        SELECT date_key || '|' || segment || '|' || country || '|' || channel || '|' || type || '|' || transaction_count || '|' || debit_cents
          || '|' || credit_cents
        FROM agg_daily ORDER BY 1
        """;

    private const string Months = """
        SELECT account_key || '|' || year_month || '|' || client_key || '|' || transaction_count || '|' || debit_count || '|' || debit_cents
          || '|' || credit_cents || '|' || cash_debit_cents || '|' || foreign_debit_cents || '|' || salary_cents
          || '|' || loan_payment_cents || '|' || fee_cents || '|' || digital_count || '|' || active_days || '|' || initiated_days || '|' || overdrawn_count
          || '|' || closing_second || '|' || closing_transaction_id
          || '|' || COALESCE(CAST(closing_balance_cents AS TEXT), 'none') || '|' || COALESCE(CAST(minimum_balance_cents AS TEXT), 'none')
        FROM agg_account_month ORDER BY 1
        """;

    private const string Amounts = """
        SELECT CAST(amount_cents AS TEXT) || '|' || transaction_count FROM agg_amounts ORDER BY amount_cents
        """;

    private const string Watched = """
        SELECT CAST(year_month AS TEXT) || '|' || country || '|' || transaction_count || '|' || amount_cents FROM agg_watched ORDER BY 1
        """;

    /// <summary>Leaves the warehouse with rebuilt aggregates. Returns the number of cells compared.</summary>
    public static async Task<int> AssertEqualRebuildAsync(WarehouseDatabase database)
    {
        string[] tables = [Daily, Months, Amounts, Watched];
        var kept = new List<IReadOnlyList<string>>();
        foreach (var table in tables)
            kept.Add(await database.RowsAsync<string>(table));
        await Aggregates.RebuildAsync(database, new WatchRule());
        for (var i = 0; i < tables.Length; i++)
            Assert.Equal(await database.RowsAsync<string>(tables[i]), kept[i]);
        return kept.Sum(rows => rows.Count);
    }
}
