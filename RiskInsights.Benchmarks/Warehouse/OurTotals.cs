using System.Text.Json;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>Whether our load brought what the bank holds. No clock runs over it.</summary>
internal static class OurTotals
{
    private const string FactsSql = """
        SELECT COUNT(*) AS rows, CAST(SUM(amount_cents) AS BIGINT) AS cents FROM fact_transactions
        """;

    private const string AggregatesSql = """
        SELECT CAST(SUM(transaction_count) AS BIGINT) AS rows, CAST(SUM(credit_cents - debit_cents) AS BIGINT) AS cents FROM agg_daily
        """;

    /// <exception cref="InvalidOperationException">The facts, or the aggregates over them, are not those of the bank.</exception>
    public static async Task CheckAsync(WarehousePlace place, string truthPath)
    {
        var truth = JsonDocument.Parse(await File.ReadAllTextAsync(truthPath)).RootElement;
        var expected = new Totals { Rows = truth.GetProperty("fact_rows").GetInt64(), Cents = truth.GetProperty("fact_cents_sum").GetInt64() };
        await using var host = await ImportHost.OpenAsync(place);
        foreach (var sql in (string[])[FactsSql, AggregatesSql])
        {
            var found = await host.Database.RowAsync<Totals>(sql);
            if (found != expected)
                throw new InvalidOperationException($"Loaded were {found}, not {expected}: {sql}");
        }
    }

    private sealed record Totals
    {
        public long Rows { get; init; }

        public long Cents { get; init; }
    }
}
