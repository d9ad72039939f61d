using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse.Distribution;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A warehouse of version 13, whose transactions had the moment as a text or timestamp, brought up to date.</summary>
public sealed class SecondsMigrationTests : IDisposable
{
    private const string RowsSql = """
        INSERT INTO ops_batches (source, file_name, file_sha256, attempt, read_rows, loaded_rows, unchanged_rows, quarantined_rows, started_by, started_at, finished_at)
        VALUES ('transactions', 't.csv', 'x', 1, 3, 3, 0, 0, 'ana', '2024-02-07T12:00:00Z', '2024-02-07T12:00:00Z');
        INSERT INTO dim_time (date_key, date, year, quarter, month, year_month, week, day, weekday, day_number, is_weekend, is_month_end)
        VALUES (20240105, '2024-01-05', 2024, 1, 1, 202401, 1, 5, 5, 738889, 0, 0), (20240131, '2024-01-31', 2024, 1, 1, 202401, 5, 31, 3, 738915, 0, 1);
        INSERT INTO dim_clients (client_id, segment, country, kyc_status, kyc_risk_rating, batch_id) VALUES ('CL-1', 'retail', 'DE', 'verified', 'low', 1);
        INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id) VALUES ('A1', 1, 'current', 'EUR', '2020-01-01', 1);
        INSERT INTO fact_transactions (transaction_id, account_key, client_key, date_key, booked_at, amount_cents, type, channel, counterparty_country, merchant_category, balance_after_cents, batch_id)
        VALUES (7, 1, 1, 20240131, '2024-01-31T23:59:59', 2500, 'salary', 'system', 'DE', NULL, 3000, 1),
          (8, 1, 1, 20240105, '2024-01-05T10:00:07', -100, 'cash', 'atm', 'DE', 'food', 500, 1),
          (9, 1, 1, 20240105, '2024-01-05T00:00:00', -200, 'transfer', 'online', 'FR', NULL, NULL, 1);
        INSERT INTO agg_daily (date_key, segment, country, channel, type, transaction_count, debit_cents, credit_cents)
        VALUES (20240105, 'retail', 'DE', 'atm', 'cash', 1, 100, 0), (20240105, 'retail', 'FR', 'online', 'transfer', 1, 200, 0),
          (20240131, 'retail', 'DE', 'system', 'salary', 1, 0, 2500);
        INSERT INTO agg_amounts (amount_cents, transaction_count) VALUES (100, 1), (200, 1), (2500, 1);
        INSERT INTO agg_account_month (account_key, year_month, client_key, transaction_count, debit_count, debit_cents, credit_cents,
          cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, initiated_days, overdrawn_count,
          first_date_key, last_date_key, closing_second, closing_transaction_id, closing_balance_cents, minimum_balance_cents)
        VALUES (1, 202401, 1, 3, 2, 300, 2500, 100, 200, 2500, 0, 0, 1, 1073741840, 16, 0, 20240105, 20240131, 2678399, 7, 3000, 500);
        """;

    private readonly OldWarehouse _old = new();

    public void Dispose() => _old.Dispose();

    [EngineFact]
    public async Task Migrate_FromVersion13_KeepsEveryMomentToTheSecond()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 13);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));
        var transactions = await TableText.RowsAsync(_old.Database, "fact_transactions", "booked_at");

        await Migrations.ApplyAsync(_old.Engine);

        Assert.Equal(transactions, await TableText.RowsAsync(_old.Database, "fact_transactions", "second_of_day"));
        Assert.Equal([86_399, 36_007, 0], await _old.Database.RowsAsync<int>("SELECT second_of_day FROM fact_transactions ORDER BY transaction_id"));
        Assert.Equal(7, await AggregateFigures.AssertEqualRebuildAsync(_old.Database));
    }
}
