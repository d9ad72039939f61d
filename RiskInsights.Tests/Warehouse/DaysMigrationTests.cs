using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;
using RiskInsights.Tests.Warehouse.Distribution;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A warehouse of version 7, whose transactions lay by identifier, brought up to date.</summary>
public sealed class DaysMigrationTests : IDisposable
{
    private const string RowsSql = """
        INSERT INTO dim_time (date_key, date, year, quarter, month, year_month, week, day, weekday, day_number, is_weekend, is_month_end)
        VALUES (20240105, '2024-01-05', 2024, 1, 1, 202401, 1, 5, 5, 738889, 0, 0), (20240206, '2024-02-06', 2024, 1, 2, 202402, 6, 6, 2, 738921, 0, 0);
        INSERT INTO fact_transactions (transaction_id, account_key, client_key, date_key, booked_at, amount_cents, type, channel, counterparty_country, merchant_category, balance_after_cents, batch_id)
        VALUES (77, 1, 1, 20240105, '2024-01-05T10:00:00', -100, 'cash', 'atm', 'DE', NULL, 500, 1), (12, 2, 2, 20240206, '2024-02-06T10:00:00', 200, 'transfer', 'online', 'FR', 'food', NULL, 1);
        INSERT INTO ml_anomaly_scores (version, transaction_id, date_key, score, times_usual, main_reason, attributions, client_key)
        VALUES (1, 12, 20240206, 0.5, 2.5, 'new_country', '[]', 2), (1, 77, 20240105, 0.25, 1.5, '', NULL, 1);
        """;

    private readonly OldWarehouse _old = new();

    public void Dispose() => _old.Dispose();

    [EngineFact]
    public async Task Migrate_FromVersion7_KeepsEveryRowAndTheHighestIdentifier()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 7);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));
        var transactions = await TableText.RowsAsync(_old.Database, "fact_transactions", "booked_at");
        var scores = await TableText.RowsAsync(_old.Database, "ml_anomaly_scores");

        await Migrations.ApplyAsync(_old.Engine);

        Assert.Equal(transactions, await TableText.RowsAsync(_old.Database, "fact_transactions", "second_of_day"));
        Assert.Equal(scores, await TableText.RowsAsync(_old.Database, "ml_anomaly_scores"));
        Assert.Equal("77 after batch 0", await HighestAsync());
    }

    // SQLite 3.40 takes scores of that schema, whose key does not stand first, for rows with missing values.
    [Fact]
    public async Task Open_Version7WithScores_IsNotCalledDamaged()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 7);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));
        _old.Engine.Dispose();
        var file = _old.PathOf("old.db");

        SqliteBackup.Write(file, _old.PathOf("copy.db"));
        using var again = new Sqlite(file);
        await Migrations.ApplyAsync(again);
        Assert.Equal(2, await new WarehouseDatabase(again).RowAsync<int>("SELECT COUNT(*) FROM ml_anomaly_scores"));
    }

    [EngineFact]
    public async Task Migrate_EmptyWarehouse_HasNoHighestIdentifier()
    {
        await Migrations.ApplyAsync(_old.Engine);
        Assert.Null(await HighestAsync());
    }

    private Task<string?> HighestAsync() => _old.Database.RowOrNullAsync<string>("SELECT value FROM ops_properties WHERE name = 'highest_transaction_id'");
}
