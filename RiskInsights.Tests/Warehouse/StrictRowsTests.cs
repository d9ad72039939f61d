using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

public sealed class StrictRowsTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [EngineFact]
    public async Task Rows_ColumnMissingInQuery_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() => _warehouse.Database.RowsAsync<Sample>("SELECT 1 AS year_month, 'x' AS label"));
        Assert.Contains("Amount", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Rows_ColumnUnknownToRow_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(
            () => _warehouse.Database.RowsAsync<Sample>("SELECT 1 AS year_month, 'x' AS label, 2 AS amount, 3 AS surplus"));
        Assert.Contains("surplus", error.Message, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("SELECT NULL AS year_month, 'x' AS label, 2 AS amount", "year_month")]
    [InlineData("SELECT 1 AS year_month, NULL AS label, 2 AS amount", "label")]
    public async Task Rows_NullWhereRowHasNoRoom_IsRefused(string sql, string column)
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() => _warehouse.Database.RowsAsync<Sample>(sql));
        Assert.Contains(column, error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Rows_NullableAndDates_RoundTrip()
    {
        var date = new DateOnly(2024, 2, 29);
        var row = await _warehouse.Database.RowAsync<Dated>("SELECT @date AS day, CAST(NULL AS INTEGER) AS amount", new { date });
        Assert.Equal(new Dated { Day = date, Amount = null }, row);
    }

    [EngineFact]
    public async Task Row_AverageOfNothing_IsNullNotZero()
    {
        var average = await _warehouse.Database.RowAsync<double?>("SELECT AVG(amount_cents) FROM fact_transactions");
        Assert.Null(average);
    }

    private sealed record Sample
    {
        public int YearMonth { get; init; }

        public string Label { get; init; } = "";

        public long? Amount { get; init; }
    }

    private sealed record Dated
    {
        public DateOnly Day { get; init; }

        public long? Amount { get; init; }
    }
}
