using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse.Postgres;

/// <summary>Each month of the calendar has its partition, and a question about some months reads only theirs.</summary>
[Collection(DemoWarehouse.Name)]
public sealed class PartitionsTests(DemoWarehouse demo)
{
    private WarehouseDatabase Database => demo.Get<WarehouseDatabase>(TestEngine.Postgres);

    [PostgresFact]
    public async Task Partitions_AreTheMonthsOfTheCalendar() =>
        Assert.Equal(
            await Database.RowsAsync<string>("SELECT DISTINCT 'fact_transactions_' || year_month FROM dim_time ORDER BY 1"),
            await Database.RowsAsync<string>("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'fact_transactions'::regclass ORDER BY 1"));

    [PostgresFact]
    public async Task Plan_OfTwoMonths_ReadsTheirPartitionsAlone()
    {
        var plan = await Database.RowsAsync<string>("EXPLAIN SELECT SUM(amount_cents) FROM fact_transactions WHERE date_key BETWEEN 20250415 AND 20250510");
        Assert.Equal(["fact_transactions_202504", "fact_transactions_202505"], Partitions(plan));
    }

    [PostgresFact]
    public async Task Plan_WithParameters_ReadsTheirPartitionsAlone()
    {
        var plan = await Database.RowsAsync<string>(
            "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT COUNT(*) FROM fact_transactions WHERE date_key BETWEEN @from AND @to", new { from = 20250301, to = 20250331 });
        Assert.Equal(["fact_transactions_202503"], Partitions(plan.Where(step => !step.Contains("never executed", StringComparison.Ordinal))));
    }

    [PostgresFact]
    public async Task Insert_DayWithoutItsMonth_IsRefusedByName()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Database.WriteAsync(writer => writer.Execute("""
            INSERT INTO fact_transactions (transaction_id, account_key, client_key, date_key, second_of_day, amount_cents, type, channel, counterparty_country, batch_id)
            VALUES (1000000001, 1, 1, 19500101, 0, 1, 'fee', 'system', 'FR', 1)
            """)));
        Assert.Contains("fact_transactions", refused.Message, StringComparison.Ordinal);
    }

    private static string[] Partitions(IEnumerable<string> plan) =>
        [.. plan.SelectMany(step => step.Split(' ')).Where(word => word.StartsWith("fact_transactions_20", StringComparison.Ordinal) && !word.Contains("idx", StringComparison.Ordinal) && !word.Contains("pkey", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
